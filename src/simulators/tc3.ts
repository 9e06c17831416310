import { createHash, createHmac } from 'node:crypto'
import type { Answer, Received } from './simulator.ts'

/** What an API 3.0 endpoint checks of a request's head (tencent-contract.md 3.3), by a few lines of its own. */
export type Tc3Product = {
  readonly secretId: string
  readonly secretKey: string
  readonly service: string
  readonly version: string
  readonly region?: string
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** The code that this request would be refused with; `null` when it is in order. */
export function whyUnsigned({ headers, path, bytes }: Received, product: Tc3Product): string | null {
  const { service, version, region } = product
  if (headers['x-tc-version'] !== version) return 'NoSuchVersion'
  if (region !== undefined && headers['x-tc-region'] !== region) return 'MissingParameter'
  const timestamp = String(headers['x-tc-timestamp'])
  if (Math.abs(Number(timestamp) - Date.now() / 1000) > 300) return 'AuthFailure.SignatureExpire'
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const canonical = [
    'POST',
    path,
    '',
    `content-type:${headers['content-type']}`,
    `host:${headers.host}`,
    '',
    'content-type;host',
    sha256(bytes),
  ].join('\n')
  const key = hmac(hmac(hmac(`TC3${product.secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString('hex')
  const expected = `TC3-HMAC-SHA256 Credential=${product.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
  return headers.authorization === expected ? null : 'AuthFailure.SignatureFailure'
}

/** Errors come with HTTP 200. */
export const refusal = (code: string, message: string): Answer => ({
  body: { Response: { Error: { Code: code, Message: message }, RequestId: 'r-1' } },
})
export const success = (members: object): Answer => ({ body: { Response: { ...members, RequestId: 'r-1' } } })
