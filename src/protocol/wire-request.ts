/** A request as it came over the wire: nothing decoded, nothing corrected, because the signature is over this. */
export type WireRequest = WireHead & {
  /** Empty for GET. */
  readonly body: Uint8Array
}

/** What is there before the body: with TC3, all but what the body's hash proves. */
export type WireHead = {
  readonly method: 'GET' | 'POST'
  /** As sent, without the query: `/`. */
  readonly path: string
  /** As sent, without the question mark. */
  readonly query: string
  /** Names in lower case, values as sent. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

export type MediaType = 'json' | 'form' | 'multipart' | 'none' | 'other'

/** The kind of body that the Content-Type announces. */
export function mediaTypeOf(head: WireHead): MediaType {
  const essence = head.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  switch (essence) {
    case '':
      return 'none'
    case 'application/json':
      return 'json'
    case 'application/x-www-form-urlencoded':
      return 'form'
    case 'multipart/form-data':
      return 'multipart'
    default:
      return 'other'
  }
}
