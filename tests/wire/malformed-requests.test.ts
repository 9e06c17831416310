import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { errors } from '../../src/contract/errors.ts'
import { exchange, type RawAnswer } from './raw-exchange.ts'
import { encodePairs, tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
})
afterAll(() => server.close())

/** Whatever came in: an answer of the envelope, with a documented code, and nothing that broke inside. */
function expectDocumented(answer: RawAnswer): void {
  expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
  expect(answer.headers.get('content-type')).toBe('application/json')
  const { Response: response } = JSON.parse(answer.body)
  expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
  if (response.Error !== undefined) {
    expect(Object.keys(errors)).toContain(response.Error.Code)
    expect(response.Error.Code).not.toBe('InternalError')
    expect(response.Error.Message.length).toBeGreaterThan(10)
  }
  expect(server.failures).toEqual([])
}

const names =
  `ModelName ModelVersion Prompt NegativePrompt EnhancePrompt ImageUrl LastImageUrl ImageInfos Duration
  ExtraParameters StoreCosParam AdditionalParameters Operator TaskId Resolution AspectRatio CosBucketName ReferenceType
  __proto__ constructor toString `.split(/\s+/)
const name = fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary', maxLength: 5 }))
const action = fc.constantFrom('CreateAigcVideoTask', 'DescribeAigcVideoTask')
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      'Kling',
      'GV',
      'Vidu',
      'q2',
      '720P',
      '16:9',
      5,
      8,
      true,
      null,
      'https://example.com/a.png',
    ),
    fc.jsonValue({ maxDepth: 3 }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}))

test('signed JSON of any kind gets a documented answer', async () => {
  await fc.assert(
    fc.asyncProperty(action, fc.dictionary(name, value, { maxKeys: 6 }), async (chosen, parameters) => {
      const request = tc3Request({ action: chosen, body: JSON.stringify(parameters) })
      expectDocumented(await exchange(server.port, wireBytes(request)))
    }),
    { numRuns: 400 },
  )
})

test('signed bytes of any kind get a documented answer', async () => {
  const contentType = fc.constantFrom(
    'application/json',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
  )
  await fc.assert(
    fc.asyncProperty(action, contentType, fc.uint8Array({ maxLength: 60 }), async (chosen, type, body) => {
      const request = tc3Request({ action: chosen, contentType: type, body })
      expectDocumented(await exchange(server.port, wireBytes(request)))
    }),
    { numRuns: 200 },
  )
})

test('signed flat parameters of any kind get a documented answer', async () => {
  const part = fc.oneof(
    fc.constantFrom(...names, '0', '1', '7', '00', '-1', '99999999999'),
    fc.string({ maxLength: 3 }),
  )
  const flatName = fc
    .array(part, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('.').toWellFormed())
  const text = fc
    .oneof(fc.constantFrom('5', 'true', '', 'Kling'), fc.string({ unit: 'grapheme' }))
    .map((value) => value.toWellFormed())
  await fc.assert(
    fc.asyncProperty(action, fc.dictionary(flatName, text, { maxKeys: 6 }), async (chosen, flat) => {
      expectDocumented(await exchange(server.port, v1Bytes({ ...flat, Action: chosen })))
      const query = encodePairs(Object.entries(flat).map(([key, inner]) => ({ name: key, value: inner })))
      const request = tc3Request({ action: chosen, method: 'GET', query })
      expectDocumented(await exchange(server.port, wireBytes(request)))
    }),
    { numRuns: 200 },
  )
})

test('unsigned requests of any kind get a documented answer', async () => {
  const token = fc.stringMatching(/^[!-~]{0,30}$/)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PUT', 'BREW'),
      token,
      fc.constantFrom(
        'x-tc-action',
        'x-tc-timestamp',
        'x-tc-version',
        'authorization',
        'content-type',
        'host',
        'expect',
      ),
      token,
      fc.string({ maxLength: 40 }),
      async (method, target, header, content, body) => {
        const bytes = Buffer.from(body)
        const head = `${method} /${target} HTTP/1.1\r\n${header}: ${content}\r\ncontent-length: ${bytes.length}\r\n\r\n`
        expectDocumented(await exchange(server.port, Buffer.concat([Buffer.from(head), bytes])))
      },
    ),
    { numRuns: 400 },
  )
})

test('bytes that are not even HTTP get a documented answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const end = Buffer.from('\r\n\r\nX\r\n\r\n')
      expectDocumented(await exchange(server.port, Buffer.concat([bytes, end])))
    }),
    { numRuns: 200 },
  )
})
