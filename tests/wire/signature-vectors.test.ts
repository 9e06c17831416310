import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { nodeDigest } from '../../src/http/node-digest.ts'
import {
  parseAuthorization,
  signTc3,
  signingKey,
  tc3Explanations,
  utcDateOf,
  verifyTc3,
} from '../../src/protocol/tc3-signature.ts'
import { signV1, v1Explanations, v1MethodOf, verifyV1 } from '../../src/protocol/v1-signature.ts'
import type { WireRequest } from '../../src/protocol/wire-request.ts'

type Tc3Vector = {
  readonly name: string
  readonly secret_key: string
  readonly method: 'GET' | 'POST'
  readonly host: string
  readonly content_type: string
  readonly timestamp: number
  readonly utc_date: string
  readonly service: string
  readonly query: string
  readonly payload: string
  readonly signed_headers: string
  readonly canonical_request: string
  readonly hashed_canonical_request: string
  readonly string_to_sign: string
  readonly k_signing: string
  readonly signature: string
  readonly authorization: string
}
type V1Vector = {
  readonly name: string
  readonly secret_key: string
  readonly method: 'GET' | 'POST'
  readonly host: string
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly string_to_sign: string
  readonly signature: string
}

const file = new URL('../../../shared/fixtures/tencent/vectors.json', import.meta.url)
const vectors = JSON.parse(readFileSync(file, 'utf8')) as { tc3: Tc3Vector[]; v1: V1Vector[] }

describe.each(vectors.tc3)('$name', (vector) => {
  const claim = parseAuthorization(vector.authorization)
  const request: WireRequest = {
    method: vector.method,
    path: '/',
    query: vector.query,
    headers: {
      host: vector.host,
      'content-type': vector.content_type,
      'x-tc-action': 'DescribeInstances',
      ...(vector.name.includes('unsigned') ? { 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' } : {}),
    },
    body: new TextEncoder().encode(vector.payload),
  }
  const key = signingKey(nodeDigest, vector.secret_key, claim.date, claim.service)
  const sign = nodeDigest.hmac('sha256', key)

  test('has every intermediate value of the published computation', () => {
    expect(utcDateOf(vector.timestamp)).toBe(vector.utc_date)
    expect(claim.date).toBe(vector.utc_date)
    expect(claim.service).toBe(vector.service)
    expect(claim.signedHeaders.join(';')).toBe(vector.signed_headers)
    expect(Buffer.from(key).toString('hex')).toBe(vector.k_signing)
    const [likeliest] = tc3Explanations(nodeDigest, request, claim, String(vector.timestamp))
    expect(likeliest?.canonicalRequest).toBe(vector.canonical_request)
    expect(likeliest?.stringToSign).toBe(vector.string_to_sign)
    expect(signTc3(sign, vector.string_to_sign)).toBe(vector.signature)
  })

  test('verifies, and not a second later', () => {
    expect(verifyTc3(nodeDigest, request, claim, String(vector.timestamp), sign).valid).toBe(true)
    expect(verifyTc3(nodeDigest, request, claim, String(vector.timestamp + 1), sign).valid).toBe(false)
  })
})

describe.each(vectors.v1)('$name', (vector) => {
  const pairs = Object.entries(vector.params).map(([name, value]) => ({ name, value }))
  const request: WireRequest = {
    method: vector.method,
    path: vector.path,
    query: '',
    headers: { host: vector.host },
    body: new Uint8Array(),
  }
  const method = v1MethodOf(vector.params['SignatureMethod'])

  test('has the published string and signature', () => {
    const [likeliest] = v1Explanations(request, pairs)
    expect(likeliest?.stringToSign).toBe(vector.string_to_sign)
    expect(signV1(nodeDigest, method, vector.secret_key, vector.string_to_sign)).toBe(vector.signature)
  })

  test('verifies with the Signature among the parameters, and not under another method name', () => {
    const signed = [...pairs, { name: 'Signature', value: vector.signature }]
    const sent = { method, signature: vector.signature }
    expect(verifyV1(nodeDigest, request, signed, vector.secret_key, sent).valid).toBe(true)
    const otherMethod = method === 'sha1' ? 'sha256' : 'sha1'
    const confused = { ...sent, method: otherMethod } as const
    expect(verifyV1(nodeDigest, request, signed, vector.secret_key, confused).valid).toBe(false)
  })
})
