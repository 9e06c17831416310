import { expect, test } from 'vitest'
import { nodeDigest } from '../http/node-digest.ts'
import { signRequest } from './sign-request.ts'
import { parseAuthorization, signingKey, verifyTc3 } from './tc3-signature.ts'

const key = { secretId: 'AKIDexample', secretKey: 'secret', token: 'temporary' }
const body = new TextEncoder().encode('{"TaskId":"1"}')
const request = {
  host: '127.0.0.1:9000',
  action: 'DescribeAigcVideoTask',
  contentType: 'application/json',
  body,
  timestamp: 1_767_884_400,
}

test('a signed request verifies, and carries the token of a temporary key', () => {
  const headers = signRequest(nodeDigest, key, request)
  expect(headers).toMatchObject({ 'x-tc-token': 'temporary', 'x-tc-version': '2019-06-12' })
  const claim = parseAuthorization(headers['authorization'] ?? '')
  expect(claim).toMatchObject({ secretId: 'AKIDexample', date: '2026-01-08', service: 'mps' })
  const sign = nodeDigest.hmac('sha256', signingKey(nodeDigest, 'secret', claim.date, claim.service))
  const sent = {
    method: 'POST',
    path: '/',
    query: '',
    headers: { ...headers, host: request.host },
    body,
  } as const
  const verify = (received: Parameters<typeof verifyTc3>[1]) =>
    verifyTc3(nodeDigest, received, claim, String(request.timestamp), sign).valid
  expect(verify(sent)).toBe(true)
  expect(verify({ ...sent, body: new TextEncoder().encode('{"TaskId":"2"}') })).toBe(false)
})
