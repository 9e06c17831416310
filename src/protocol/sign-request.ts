import { apiVersion } from '../contract/common-parameters.ts'
import type { Digest } from './digest.ts'
import { signTc3, signingKey, tc3Explanations, utcDateOf } from './tc3-signature.ts'

export type SigningKey = {
  readonly secretId: string
  readonly secretKey: string
  /** Of a temporary key. */
  readonly token?: string
}

/** A POST to the root of an endpoint. */
export type OutgoingRequest = {
  /** As the Host header will have it: with the port, unless it is the usual one. */
  readonly host: string
  readonly action: string
  readonly contentType: string
  readonly body: Uint8Array
  /** Unix seconds. */
  readonly timestamp: number
  /** Of another product of the same cloud; absent: this one. */
  readonly product?: Product
}

export type Product = { readonly service: string; readonly version: string; readonly region?: string }

const ownProduct: Product = { service: 'mps', version: apiVersion }
const signedHeaders = ['content-type', 'host']

/** All headers of a request but Host, signed by TC3-HMAC-SHA256 as the SDKs do it (contract 3.3). */
export function signRequest(
  digest: Digest,
  { secretId, secretKey, token }: SigningKey,
  { host, action, contentType, body, timestamp, product = ownProduct }: OutgoingRequest,
): Readonly<Record<string, string>> {
  const { service, version, region } = product
  const headers = {
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-timestamp': String(timestamp),
    'x-tc-language': 'en-US',
    ...(region === undefined ? {} : { 'x-tc-region': region }),
    ...(token === undefined ? {} : { 'x-tc-token': token }),
  }
  const date = utcDateOf(timestamp)
  const claim = { secretId, date, service, signedHeaders, signature: '' }
  const request = { method: 'POST', path: '/', query: '', headers: { ...headers, host }, body } as const
  const [explanation] = tc3Explanations(digest, request, claim, String(timestamp))
  if (explanation === undefined) throw new Error('A request had nothing to sign.')
  const key = signingKey(digest, secretKey, date, service)
  const signature = signTc3(digest.hmac('sha256', key), explanation.stringToSign)
  return {
    ...headers,
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
  }
}
