import { nodeDigest } from '../../src/http/node-digest.ts'
import type { Pair } from '../../src/protocol/form-pairs.ts'
import { signTc3, signingKey, tc3Explanations, utcDateOf } from '../../src/protocol/tc3-signature.ts'
import { signV1, v1Explanations } from '../../src/protocol/v1-signature.ts'
import type { WireRequest } from '../../src/protocol/wire-request.ts'
import { exampleKey } from './wire-server.ts'

export type Tc3Request = {
  readonly method?: 'GET' | 'POST'
  readonly host?: string
  readonly path?: string
  readonly query?: string
  readonly contentType?: string
  readonly body?: string | Uint8Array
  readonly action?: string
  readonly timestamp?: number
  readonly service?: string
  readonly signedHeaders?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

/** A request signed with TC3 under the example key, ready to be sent or verified. */
export function tc3Request(wish: Tc3Request = {}): WireRequest & { readonly timestamp: number } {
  const timestamp = wish.timestamp ?? Math.floor(Date.now() / 1000)
  const { method = 'POST', host = 'mps.example', path = '/', query = '', service = 'mps' } = wish
  const body =
    typeof wish.body === 'string' ? new TextEncoder().encode(wish.body) : (wish.body ?? new Uint8Array())
  const usualType = method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json'
  const unsigned: WireRequest = {
    method,
    path,
    query,
    body,
    headers: {
      host,
      'content-type': wish.contentType ?? usualType,
      'x-tc-action': wish.action ?? 'CreateAigcVideoTask',
      'x-tc-version': '2019-06-12',
      'x-tc-timestamp': String(timestamp),
      ...wish.headers,
    },
  }
  const signedHeaders = wish.signedHeaders ?? ['content-type', 'host']
  const date = utcDateOf(timestamp)
  const claim = { secretId: exampleKey.secretId, date, service, signedHeaders, signature: '' }
  const [explanation] = tc3Explanations(nodeDigest, unsigned, claim, String(timestamp))
  const key = signingKey(nodeDigest, exampleKey.secretKey, date, service)
  const signature = signTc3(nodeDigest.hmac('sha256', key), explanation?.stringToSign ?? '')
  const authorization = `TC3-HMAC-SHA256 Credential=${exampleKey.secretId}/${date}/${service}/tc3_request, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`
  return { ...unsigned, headers: { ...unsigned.headers, authorization }, timestamp }
}

/** The pairs of a version 1 request under the example key, its Signature the last. */
export function v1Pairs(
  own: Readonly<Record<string, string>>,
  {
    method = 'GET',
    host = 'mps.example',
    path = '/',
  }: { method?: 'GET' | 'POST'; host?: string; path?: string } = {},
): readonly Pair[] {
  const all: Record<string, string> = {
    Action: 'CreateAigcVideoTask',
    Version: '2019-06-12',
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: '11886',
    SecretId: exampleKey.secretId,
    SignatureMethod: 'HmacSHA256',
    ...own,
  }
  const pairs = Object.entries(all).map(([name, value]) => ({ name, value }))
  const request: WireRequest = { method, path, query: '', headers: { host }, body: new Uint8Array() }
  const [explanation] = v1Explanations(request, pairs)
  const signature = signV1(nodeDigest, 'sha256', exampleKey.secretKey, explanation?.stringToSign ?? '')
  return [...pairs, { name: 'Signature', value: signature }]
}

export const encodePairs = (pairs: readonly Pair[]): string =>
  pairs.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

/** The bytes of a request on the wire. */
export function wireBytes({ method, path, query, headers, body }: WireRequest): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = method === 'POST' ? `content-length: ${body.length}\r\n` : ''
  const target = query === '' ? path : `${path}?${query}`
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}${length}\r\n`), body])
}

/** A version 1 request on the wire. */
export function v1Bytes(
  own: Readonly<Record<string, string>>,
  method: 'GET' | 'POST' = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const encoded = encodePairs(v1Pairs(own, { method }))
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  return wireBytes({
    method,
    path: '/',
    query: method === 'GET' ? encoded : '',
    headers: { host: 'mps.example', ...(method === 'POST' ? form : {}), ...headers },
    body: method === 'POST' ? Buffer.from(encoded) : new Uint8Array(),
  })
}
