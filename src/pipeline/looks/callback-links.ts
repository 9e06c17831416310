import { createHmac, timingSafeEqual } from 'node:crypto'

/** Where vendors may tell of a task: links that only we can make, so that strangers cannot have us look. */
export type CallbackLinks = {
  readonly urlFor: (vendor: string, taskId: string) => string
  /** Whether `urlFor` made the link of these parts. */
  readonly isOurs: (vendor: string, taskId: string, mac: string) => boolean
}

export type CallbackLinkSettings = {
  /** What every link begins with, such as `https://reelay.example`. */
  readonly baseUrl: string
  /** At least 32 bytes that only our own processes know. */
  readonly secret: Uint8Array
}

/**
 * Nothing is stored and nothing expires: a link can do no more than have a task looked at that is in flight, and that
 * at most once a second.
 */
export function createCallbackLinks({ baseUrl, secret }: CallbackLinkSettings): CallbackLinks {
  if (secret.length < 32) throw new Error('the secret of callback links needs at least 32 bytes')
  const macOf = (vendor: string, taskId: string): Buffer =>
    createHmac('sha256', secret).update(`reelay callback\n${vendor}\n${taskId}`).digest()
  return {
    urlFor(vendor, taskId) {
      const parts = [vendor, taskId, macOf(vendor, taskId).toString('base64url')]
      return `${baseUrl}/callbacks/${parts.map(encodeURIComponent).join('/')}`
    },
    isOurs(vendor, taskId, mac) {
      // A MAC has one spelling: the last of the 43 characters carries two bits that would otherwise be free.
      const sent = Buffer.from(mac, 'base64url')
      const expected = macOf(vendor, taskId)
      return (
        sent.length === expected.length &&
        timingSafeEqual(sent, expected) &&
        mac === expected.toString('base64url')
      )
    },
  }
}
