/** How much of the world's time and bytes one request may cost. */
export type FetchPolicy = {
  /** Counted on the stream, whatever Content-Length claims. */
  readonly bytesMax: number
  readonly connectSeconds: number
  /** The longest silence: before the answer begins, and between two parts of its body. */
  readonly idleSeconds: number
  readonly totalSeconds: number
  /** For downloads only. */
  readonly redirectsMax: number
  /** The Accept header. */
  readonly accept: string
}

export type DownloadRequest = {
  readonly url: string
  /** Sent to the origin of `url` only: a redirect to another origin goes without them. */
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

export type ExchangeRequest = DownloadRequest & {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: string | Uint8Array
}
