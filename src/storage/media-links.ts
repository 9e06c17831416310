import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MediaLinks } from './object-store.ts'

type MediaLinkSettings = {
  /** What every link begins with, such as `https://reelay.example`; asked anew each time, as a free port is known late. */
  readonly baseUrl: () => string
  /** At least 32 bytes that only our own processes know. */
  readonly secret: Uint8Array
  readonly lifetimeSeconds: number
}

/** Links that carry their end and a signature over key and end: nothing is stored, and every process can check them. */
export function createMediaLinks({ baseUrl, secret, lifetimeSeconds }: MediaLinkSettings): MediaLinks {
  if (secret.length < 32) throw new Error('the secret of media links needs at least 32 bytes')
  const signatureOf = (key: string, expires: number): Buffer =>
    createHmac('sha256', secret).update(`reelay media link\n${expires}\n${key}`).digest()
  return {
    sign(key, now) {
      const expires = Math.ceil(now.getTime() / 1000 + lifetimeSeconds)
      const path = key.split('/').map(encodeURIComponent).join('/')
      const signature = signatureOf(key, expires).toString('base64url')
      return `${baseUrl()}/media/${path}?expires=${expires}&signature=${signature}`
    },
    verify(key, { expires, signature }, now) {
      if (typeof expires !== 'string' || typeof signature !== 'string') return 'forged'
      if (!/^\d{1,12}$/.test(expires) || !/^[\w-]{43}$/.test(signature)) return 'forged'
      const expected = signatureOf(key, Number(expires))
      if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) return 'forged'
      return now.getTime() <= Number(expires) * 1000 ? 'valid' : 'expired'
    },
  }
}
