import { createHmac } from 'node:crypto'

export type KeyPair = { readonly accessKey: string; readonly secretKey: string }

const lifeSeconds = 1800
/** Kling refuses a token from the future: so far may our clock be ahead (vendors-kling-vidu-hailuo.md 3.2). */
const leewaySeconds = 5

/** A token for one call: renders outlive tokens, so none is kept (3.2, ArcReel issue 833). JWT, HS256. */
export function accessToken({ accessKey, secretKey }: KeyPair, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const signed = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: accessKey, exp: seconds + lifeSeconds, nbf: seconds - leewaySeconds },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createHmac('sha256', secretKey).update(signed).digest('base64url')}`
}
