import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange } from './raw-exchange.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

type Captured = {
  readonly id: string
  readonly request: { readonly raw_base64: string; readonly headers: readonly (readonly [string, string])[] }
  readonly expect: {
    readonly auth: 'tc3' | 'v1' | 'skip'
    readonly signature_valid: boolean | null
    readonly timestamp: number
    readonly params: object
    readonly action: string
  }
}

// Beside the repository. Without them nothing of this is tested, so their absence is a failure, not a skip.
const directory = new URL('../../../shared/fixtures/tencent/requests/', import.meta.url)
const captured = readdirSync(directory).map(
  (name) => JSON.parse(readFileSync(new URL(name, directory), 'utf8')) as Captured,
)

let server: WireServer
let now = new Date()
beforeAll(async () => {
  server = await startWireServer({ clock: { now: () => now } })
})
afterAll(() => server.close())

test('the captured requests are there', () => {
  expect(captured.length).toBeGreaterThanOrEqual(76)
})

describe.each(captured)('$id', ({ request, expect: expected }) => {
  test(`is ${expected.signature_valid === true ? 'believed' : 'refused'}, byte for byte`, async () => {
    now = new Date(expected.timestamp * 1000)
    const known = server.creations.length
    const answer = await exchange(server.port, Buffer.from(request.raw_base64, 'base64'))
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
    const answer = await exchange(server.port, Buffer.from(request.raw_base64, 'base64'))
    const code = JSON.parse(answer.body).Response.Error.Code
    expect(code).toBe(
      expected.auth === 'skip' ? 'AuthFailure.InvalidAuthorization' : 'AuthFailure.SignatureExpire',
    )
  })
})
