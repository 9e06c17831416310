import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, captured, indexed } from './captured.ts'
import { exchange } from './raw-exchange.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
let now = new Date()
beforeAll(async () => {
  server = await startWireServer({ clock: { now: () => now } })
})
afterAll(() => server.close())

test('every captured request that the index lists is here, and no other', () => {
  const listed = indexed.fixtures.map(({ file }) => file.replace(/^requests\/(.*)\.json$/, '$1'))
  expect(captured.map(({ id }) => id)).toEqual(listed.toSorted())
  expect(captured.length).toBe(indexed.count)
  expect(captured.length).toBeGreaterThanOrEqual(76)
})

describe.each(captured)('$id', (one) => {
  const { expect: expected } = one
  test(`is ${expected.signature_valid === true ? 'believed' : 'refused'}, byte for byte`, async () => {
    now = new Date(expected.timestamp * 1000)
    const known = server.creations.length
    const answer = await exchange(server.port, bytesOf(one))
    expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
    expect(answer.headers.get('content-type')).toBe('application/json')
    const { Response: response } = JSON.parse(answer.body)
    expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
    if (expected.auth === 'skip') {
      expect(response.Error.Code).toBe('AuthFailure.InvalidAuthorization')
    } else if (expected.signature_valid !== true) {
      expect(response.Error.Code).toBe('AuthFailure.SignatureFailure')
    } else if (expected.action === 'DescribeAigcVideoTask') {
      // Believed, and then there is no such task here.
      expect(response.Error.Code).toBe('ResourceNotFound.TaskNotFound')
    } else {
      expect(response.Error).toBeUndefined()
      expect(server.creations[known]?.request).toEqual(expected.params)
    }
    expect(server.failures).toEqual([])
  })

  test('is refused outside its five minutes', async () => {
    now = new Date((expected.timestamp + 301) * 1000)
    const answer = await exchange(server.port, bytesOf(one))
    const code = JSON.parse(answer.body).Response.Error.Code
    expect(code).toBe(
      expected.auth === 'skip' ? 'AuthFailure.InvalidAuthorization' : 'AuthFailure.SignatureExpire',
    )
  })
})
