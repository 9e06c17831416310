import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tc3Request } from '../../tests/wire/signed-requests.ts'
import { exampleKey } from '../../tests/wire/wire-server.ts'
import { nodeDigest } from '../http/node-digest.ts'
import { parseAuthorization, signingKey, tc3Explanations, verifyTc3 } from './tc3-signature.ts'
import type { WireRequest } from './wire-request.ts'

const timestamp = 1_767_884_400

function isValid(request: WireRequest, sent = String(timestamp)): boolean {
  const claim = parseAuthorization(request.headers['authorization'] ?? '')
  const key = signingKey(nodeDigest, exampleKey.secretKey, claim.date, claim.service)
  return verifyTc3(nodeDigest, request, claim, sent, nodeDigest.hmac('sha256', key)).valid
}

const headerText = fc.stringMatching(/^[!-~]{1,30}$/).filter((text) => !text.includes(','))
const service = fc.stringMatching(/^[a-z0-9:/.-]{1,30}$/)

describe('a TC3 signature', () => {
  test('verifies whatever was signed', () => {
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom('GET' as const, 'POST' as const),
          host: headerText,
          query: fc.stringMatching(/^[!-~]{0,40}$/),
          contentType: headerText,
          body: fc.uint8Array(),
          service,
        }),
        (wish) => {
          expect(isValid(tc3Request({ ...wish, timestamp }))).toBe(true)
        },
      ),
    )
  })

  test('covers the body, the query of a GET, the timestamp and the service', () => {
    const post = tc3Request({ body: '{"a":1}', timestamp })
    const get = tc3Request({ method: 'GET', query: 'a=1', timestamp })
    const otherService = (post.headers['authorization'] ?? '').replace('/mps/', '/vod/')
    expect(isValid({ ...post, body: new TextEncoder().encode('{"a":2}') })).toBe(false)
    expect(isValid({ ...get, query: 'a=2' })).toBe(false)
    expect(isValid(post, String(timestamp + 1))).toBe(false)
    expect(isValid({ ...post, headers: { ...post.headers, authorization: otherService } })).toBe(false)
    const withSpace = (space: string) => ({ ...post.headers, 'content-type': `${space}application/json` })
    expect(isValid({ ...post, headers: withSpace('\t ') })).toBe(true)
    expect(isValid({ ...post, headers: withSpace('\u00a0') })).toBe(false)
  })

  test.each([
    ['as sent', 'localhost:9000', 'localhost:9000'],
    ['without its port', 'localhost', 'localhost:9000'],
    ['in lower case', 'mps.example:9000', 'MPS.example:9000'],
    ['in lower case and without its port', 'mps.example', 'MPS.Example:9000'],
    ['as the URL that tccli sends', 'http://localhost:9000', 'http://localhost:9000'],
    ['of IPv6', '[::1]', '[::1]:9000'],
  ])('may be over the host %s', (_, signed, sent) => {
    const request = tc3Request({ host: signed, body: '{}', timestamp })
    expect(isValid({ ...request, headers: { ...request.headers, host: sent } })).toBe(true)
  })

  test('may be over the path / whatever path was asked for, or over that path', () => {
    const overRoot = tc3Request({ body: '{}', timestamp })
    const overPath = tc3Request({ path: '/api/', body: '{}', timestamp })
    expect(isValid({ ...overRoot, path: '/api/' })).toBe(true)
    expect(isValid(overPath)).toBe(true)
    expect(isValid({ ...overPath, path: '/other/' })).toBe(false)
  })

  test('may be over x-tc-action as documented, in lower case, or as sent', () => {
    const signedHeaders = ['content-type', 'host', 'x-tc-action']
    const request = tc3Request({ signedHeaders, body: '{}', timestamp })
    expect(isValid(request)).toBe(true)
    const claim = parseAuthorization(request.headers['authorization'] ?? '')
    const spellings = [...tc3Explanations(nodeDigest, request, claim, String(timestamp))]
      .map(({ canonicalRequest }) => /x-tc-action:(\S+)/.exec(canonicalRequest ?? '')?.[1])
      .filter((action, index, all) => all.indexOf(action) === index)
    expect(spellings).toEqual(['createaigcvideotask', 'CreateAigcVideoTask'])
    const otherAction = { ...request.headers, 'x-tc-action': 'DescribeAigcVideoTask' }
    expect(isValid({ ...request, headers: otherAction })).toBe(false)
  })

  test('may be over a Content-Type that was lower-cased before signing', () => {
    const request = tc3Request({ contentType: 'application/json; charset=utf-8', body: '{}', timestamp })
    const sent = { ...request.headers, 'content-type': 'application/json; charset=UTF-8' }
    expect(isValid({ ...request, headers: sent })).toBe(true)
  })

  test('leaves the body out only where the request says so', () => {
    const header = { 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' }
    const request = tc3Request({ headers: header, body: '{"a":1}', timestamp })
    expect(isValid(request)).toBe(true)
    expect(isValid({ ...request, body: new TextEncoder().encode('{"a":2}') })).toBe(true)
    const { 'x-tc-content-sha256': _, ...withoutHeader } = request.headers
    expect(isValid({ ...request, headers: withoutHeader })).toBe(false)
    const signed = tc3Request({ body: '{"a":1}', timestamp })
    expect(isValid({ ...signed, headers: { ...signed.headers, ...header } })).toBe(false)
  })

  test('is checked at once also when a header is full of blanks', { timeout: 10_000 }, () => {
    const headers = { 'x-padded': `a${' '.repeat(100_000)}b` }
    const request = tc3Request({ headers, signedHeaders: ['content-type', 'host', 'x-padded'], timestamp })
    expect(isValid(request)).toBe(true)
    expect(isValid(request, String(timestamp + 1))).toBe(false)
  })

  test('is tried against a bounded number of candidates', () => {
    const signedHeaders = ['content-type', 'host', 'x-tc-action']
    const request = tc3Request({ host: 'A.example:1', path: '/A', signedHeaders, timestamp })
    const claim = parseAuthorization(request.headers['authorization'] ?? '')
    expect([...tc3Explanations(nodeDigest, request, claim, String(timestamp))].length).toBeLessThanOrEqual(24)
  })
})

describe('an Authorization header', () => {
  const good = tc3Request({ timestamp }).headers['authorization'] ?? ''

  test('is read from both ends of its credential, so that a service may have slashes', () => {
    const claim = parseAuthorization(good.replace('/mps/', '/localhost:9000/api/v3/'))
    expect(claim).toMatchObject({
      secretId: exampleKey.secretId,
      date: '2026-01-08',
      service: 'localhost:9000/api/v3',
    })
    expect(claim.signedHeaders).toEqual(['content-type', 'host'])
  })

  test.each([
    ['SKIP', 'SKIP'],
    ['nothing', ''],
    ['another scheme', good.replace('TC3-HMAC-SHA256', 'AWS4-HMAC-SHA256')],
    ['another scope end', good.replace('tc3_request', 'aws4_request')],
    ['a header signed twice', good.replace('content-type;host', 'content-type;host;host')],
    ['no service', good.replace('/mps/', '/')],
    ['an empty SecretId', good.replace(exampleKey.secretId, '')],
    ['a date of another form', good.replace('2026-01-08', '20260108')],
    ['an unsigned host', good.replace('content-type;host', 'content-type')],
    ['an unsigned Content-Type', good.replace('content-type;host', 'host')],
    ['an item twice', `${good}, Signature=${'0'.repeat(64)}`],
    ['an item too many', `${good}, Extra=1`],
    ['an item too few', good.replace(/, Signature=.*/, '')],
    ['a signature in upper case', good.replace(/Signature=.*/, (item) => item.toUpperCase())],
    ['a short signature', good.slice(0, -1)],
    ['a service of a megabyte', good.replace('/mps/', `/${'m'.repeat(1_000_000)}/`)],
  ])('with %s is refused as InvalidAuthorization', (_, header) => {
    expect(() => parseAuthorization(header)).toThrow(
      expect.objectContaining({ code: 'AuthFailure.InvalidAuthorization' }),
    )
  })

  test('that names a header which is not there is refused', () => {
    const request = tc3Request({ timestamp })
    const authorization = good.replace('content-type;host', 'content-type;host;x-nowhere')
    expect(() => isValid({ ...request, headers: { ...request.headers, authorization } })).toThrow('x-nowhere')
  })
})
