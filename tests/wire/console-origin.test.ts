import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchange } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
})
afterAll(() => server.close())

const own = 'https://reelay.example'
const preflight = (origin: string, more = 'Access-Control-Request-Method: POST\r\n') =>
  exchange(server.port, `OPTIONS / HTTP/1.1\r\nHost: api.example\r\nOrigin: ${origin}\r\n${more}\r\n`)
const corsHeaders = (headers: ReadonlyMap<string, string>) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'))

test('a preflight from our own console is answered with exactly what it needs', async () => {
  const { statusLine, headers, body } = await preflight(own)
  expect([statusLine, body]).toEqual(['HTTP/1.1 204 No Content', ''])
  expect(Object.fromEntries([...headers].filter(([name]) => /^access-control-|^vary$/.test(name)))).toEqual({
    vary: 'Origin',
    'access-control-allow-origin': own,
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers':
      'Authorization, Content-Type, x-tc-action, x-tc-version, x-tc-timestamp, x-tc-region, x-tc-token, x-tc-language, x-tc-requestclient, X-TC-Content-SHA256, X-TC-TraceId, Idempotency-Key',
    'access-control-max-age': '600',
  })
})

test.each([
  ['another site', 'https://evil.example', undefined],
  ['our name under another scheme', 'http://reelay.example', undefined],
  ['a site whose name begins like ours', 'https://reelay.example.evil', undefined],
  ['a page without an origin', 'null', undefined],
  ['our console, which is no preflight', own, ''],
])('an OPTIONS from %s is an UnsupportedProtocol', async (_, origin, more) => {
  const { statusLine, headers, body } = await preflight(origin, more)
  expect(statusLine).toBe('HTTP/1.1 200 OK')
  expect(JSON.parse(body).Response.Error.Code).toBe('UnsupportedProtocol')
  expect(corsHeaders(headers)).toEqual(origin === own ? ['access-control-allow-origin'] : [])
  expect(headers.get('vary')).toBe('Origin')
})

test.each([
  ['our console may read its answer', { origin: own }, own],
  ['another site may not', { origin: 'https://evil.example' }, undefined],
  ['a program needs nothing of this', {}, undefined],
])('a create: %s', async (_, headers, allowed) => {
  for (const body of ['{"Prompt":"a lighthouse"}', '{']) {
    const answer = await exchange(server.port, wireBytes(tc3Request({ body, headers })))
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
    expect(corsHeaders(answer.headers)).toHaveLength(allowed === undefined ? 0 : 1)
    expect(answer.headers.get('vary')).toBe('Origin')
    expect(answer.headers.get('content-type')).toBe('application/json')
  }
})
