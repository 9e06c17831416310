import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchange, type RawAnswer } from './raw-exchange.ts'
import { tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { idleTasks, startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer()
})
afterAll(async () => {
  expect(server.failures).toEqual([])
  await server.close()
})

const body = JSON.stringify({ Prompt: 'a lighthouse' })

/** What every answer of the API has in common, whatever was sent (contract 3.7). */
function responseOf(answer: RawAnswer): {
  Error?: { Code: string; Message: string }
  RequestId: string
  TaskId?: string
} {
  expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
  expect(answer.headers.get('content-type')).toBe('application/json')
  const { Response: response } = JSON.parse(answer.body)
  expect(response.RequestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  return response
}

const send = async (bytes: Uint8Array | string) => responseOf(await exchange(server.port, bytes))

describe('what is not a request of the API', () => {
  test('a browser that opens the address is told, as JSON, what is missing', async () => {
    const { Error: error } = await send('GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n')
    expect(error).toEqual({
      Code: 'MissingParameter',
      Message: 'The request is missing a required parameter `Action`.',
    })
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY', 'REPORT'])(
    'the method %s is an UnsupportedProtocol',
    async (method) => {
      const { Error: error } = await send(
        `${method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`,
      )
      expect(error?.Code).toBe('UnsupportedProtocol')
    },
  )

  test('a HEAD is answered without a body', async () => {
    const answer = await exchange(server.port, 'HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n', false).catch(
      String,
    )
    expect(answer).toMatch(/the connection closed after [1-9]\d+ bytes/)
  })

  test.each([
    ['a made-up method', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'UnsupportedProtocol'],
    ['no HTTP at all', 'hello\r\n\r\n', 'UnsupportedProtocol'],
    ['a TLS greeting', Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01), 'UnsupportedProtocol'],
    ['HTTP/9', 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n', 'InvalidRequest'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost localhost\r\n\r\n', 'InvalidRequest'],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 'InvalidRequest'],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      'InvalidRequest',
    ],
    [
      'a bad chunk',
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'InvalidRequest',
    ],
    ['a path that cannot be decoded', 'GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n', 'InvalidRequest'],
    ['no Host', 'GET / HTTP/1.1\r\n\r\n', 'MissingParameter'],
    [
      'no media type',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ;;;\r\nContent-Length: 2\r\n\r\n{}',
      'InvalidParameterValue',
    ],
    [
      'plain text',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}',
      'InvalidParameterValue',
    ],
  ])('%s is answered in the envelope too', async (_, bytes, code) => {
    expect((await send(bytes)).Error?.Code).toBe(code)
  })

  test('an unsigned JSON request misses its Authorization', async () => {
    const { authorization: _, ...headers } = tc3Request({ body }).headers
    const { Error: error } = await send(wireBytes({ ...tc3Request({ body }), headers }))
    expect(error?.Message).toBe('The request is missing a required parameter `Authorization`.')
  })
})

describe('a request of the API', () => {
  test('may be chunked', async () => {
    const request = tc3Request({ body, headers: { 'transfer-encoding': 'chunked' } })
    const head = wireBytes({ ...request, method: 'GET', body: new Uint8Array() })
      .toString()
      .replace('GET', 'POST')
    const chunks = [body.slice(0, 5), body.slice(5)].map(
      (part) => `${part.length.toString(16)}\r\n${part}\r\n`,
    )
    expect(await send(`${head}${chunks.join('')}0\r\n\r\n`)).toHaveProperty('TaskId')
  })

  test('may wait for 100 Continue', async () => {
    expect(await send(wireBytes(tc3Request({ body, headers: { expect: '100-continue' } })))).toHaveProperty(
      'TaskId',
    )
  })

  test('may name the whole URL, as proxies do', async () => {
    const request = tc3Request({ method: 'GET', query: 'Prompt=x', host: server.host })
    const bytes = wireBytes(request).toString().replace('GET /?', `GET http://${server.host}/?`)
    expect(await send(bytes)).toHaveProperty('TaskId')
  })

  test('may say null for its region, but no nonsense', async () => {
    expect(await send(wireBytes(tc3Request({ body, headers: { 'x-tc-region': 'null' } })))).toHaveProperty(
      'TaskId',
    )
    expect(await send(wireBytes(tc3Request({ body, headers: { 'x-tc-region': '' } })))).toHaveProperty(
      'TaskId',
    )
    const { Error: error } = await send(wireBytes(tc3Request({ body, headers: { 'x-tc-region': 'a b' } })))
    expect(error).toEqual({
      Code: 'InvalidParameterValue',
      Message: 'A value specified in `X-TC-Region` is not valid, is unsupported, or cannot be used.',
    })
  })

  test.each([
    ['of version 1 without a nonce', v1Bytes({ Nonce: '' }), 'MissingParameter', '`Nonce`'],
    [
      'whose nonce is no number',
      v1Bytes({ Nonce: 'x' }),
      'InvalidParameter',
      'Parameter `Nonce` type error.',
    ],
    ['whose timestamp is no number', v1Bytes({ Timestamp: 'now' }), 'InvalidParameter', '`Timestamp`'],
    ['without a version', v1Bytes({ Version: '' }), 'MissingParameter', '`Version`'],
    [
      'of another version',
      v1Bytes({ Version: '2019-07-22' }),
      'NoSuchVersion',
      'The specified api version=`2019-07-22` does not exist',
    ],
    [
      'of no action of ours',
      v1Bytes({ Action: 'ProcessMedia' }),
      'InvalidAction',
      'The request `Action` is invalid or not found.',
    ],
    ['of an inherited action', v1Bytes({ Action: 'constructor' }), 'InvalidAction', '`Action`'],
    [
      'with a JSON string for a number',
      wireBytes(tc3Request({ body: '{"Prompt":"x","Duration":"5"}' })),
      'InvalidParameter',
      'The value type of parameter `Duration` is not valid.',
    ],
    [
      'with an unknown member',
      wireBytes(tc3Request({ body: '{"Prompt":"x","$schema":1}' })),
      'UnknownParameter',
      'The parameter `$schema` is not recognized.',
    ],
    [
      'with an unknown nested member',
      v1Bytes({ 'ImageInfos.0.Weight': '1' }),
      'UnknownParameter',
      '`ImageInfos.0.Weight`',
    ],
    [
      'with a member called __proto__',
      wireBytes(tc3Request({ body: '{"__proto__":{"a":1}}' })),
      'UnknownParameter',
      '`__proto__`',
    ],
    [
      'with U+0000 in a text',
      wireBytes(tc3Request({ body: '{"Prompt":"a\\u0000b"}' })),
      'InvalidParameterValue',
      '`Prompt`',
    ],
    [
      'with half a surrogate pair',
      wireBytes(tc3Request({ body: '{"Prompt":"\\ud800"}' })),
      'InvalidParameterValue',
      '`Prompt`',
    ],
    ['that is no JSON', wireBytes(tc3Request({ body: '{' })), 'InvalidParameter', 'JSON object'],
    ['that is empty', wireBytes(tc3Request({ body: '' })), 'InvalidParameter', 'JSON object'],
    [
      'with a parameter twice',
      Buffer.from(v1Bytes({}).toString().replace('Nonce=', 'Nonce=1&Nonce=')),
      'InvalidParameter',
      '`Nonce`',
    ],
  ])('%s is refused', async (_, bytes, code, named) => {
    const { Error: error } = await send(bytes)
    expect(error?.Code).toBe(code)
    expect(error?.Message).toContain(named)
  })

  test('with the date of another time zone hears which date it should be', async () => {
    const timestamp = Math.floor(Date.now() / 1000)
    const request = tc3Request({ body, timestamp })
    const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
    const authorization = (request.headers['authorization'] ?? '').replace(date, '2001-01-01')
    const { Error: error } = await send(
      wireBytes({ ...request, headers: { ...request.headers, authorization } }),
    )
    expect(error?.Code).toBe('AuthFailure.SignatureFailure')
    expect(error?.Message).toContain(date)
  })

  test('too early or too late by more than the allowed skew is refused', async () => {
    const now = Math.floor(Date.now() / 1000)
    for (const timestamp of [now - 310, now + 310]) {
      const { Error: error } = await send(wireBytes(tc3Request({ body, timestamp })))
      expect(error).toEqual({
        Code: 'AuthFailure.SignatureExpire',
        Message: 'The signature is expired, please request again.',
      })
    }
  })
})

describe('too large', () => {
  test('a GET over 32 KB is a RequestSizeLimitExceeded', async () => {
    const large = `Prompt=${'a'.repeat(33_000)}`
    expect((await send(wireBytes(tc3Request({ method: 'GET', query: large })))).Error?.Code).toBe(
      'RequestSizeLimitExceeded',
    )
    expect((await send(`GET /?${'a'.repeat(300_000)} HTTP/1.1\r\n\r\n`)).Error?.Code).toBe(
      'RequestSizeLimitExceeded',
    )
    const near = `Prompt=${'a'.repeat(32_000)}`
    expect((await send(wireBytes(tc3Request({ method: 'GET', query: near })))).Error?.Code).toBe(
      'InvalidParameterValue',
    )
  })

  test('a version 1 POST over 1 MB is refused as the real service does', async () => {
    const { Error: error } = await send(v1Bytes({ Prompt: 'a'.repeat(1_050_000) }, 'POST'))
    expect(error).toEqual({
      Code: 'AuthFailure.SignatureFailure',
      Message:
        'The provided credentials could not be validated because of exceeding request size limit, please use new signature method `TC3-HMAC-SHA256`.',
    })
  })

  test('a TC3 POST over 10 MB is a RequestSizeLimitExceeded, one below is read', async () => {
    const over = JSON.stringify({ Prompt: 'a'.repeat(10 * 1024 * 1024) })
    const { Error: error } = await send(wireBytes(tc3Request({ body: over })))
    expect(error?.Code).toBe('RequestSizeLimitExceeded')
    expect(error?.Message).toContain('10485760')
    const below = JSON.stringify({ Prompt: 'a'.repeat(9 * 1024 * 1024) })
    expect((await send(wireBytes(tc3Request({ body: below })))).Error?.Code).toBe('InvalidParameterValue')
  })
})

test('an account over its limit is told the numbers', async () => {
  const limited = await startWireServer({
    limiter: { admit: async () => ({ admitted: false, count: 7, limitPerSecond: 5 }) },
  })
  const answer = await exchange(limited.port, wireBytes(tc3Request({ body })))
  expect(responseOf(answer).Error).toEqual({
    Code: 'RequestLimitExceeded',
    Message:
      'Your current request times equals to `7` in a second, which exceeds the frequency limit `5` for a second. Please reduce the frequency of calls.',
  })
  await limited.close()
})

test('a failure of ours is an InternalError with the RequestId and nothing of the inside', async () => {
  const broken = await startWireServer({
    tasks: {
      ...idleTasks,
      create: () => Promise.reject(new Error('password=hunter2')),
      describe: () => Promise.reject(new Error('password=hunter2')),
    },
  })
  const answer = await exchange(broken.port, wireBytes(tc3Request({ body })))
  const response = responseOf(answer)
  expect(response.Error?.Code).toBe('InternalError')
  expect(response.Error?.Message).toContain(response.RequestId)
  expect(answer.body).not.toContain('hunter2')
  expect(broken.failures).toMatchObject([{ requestId: response.RequestId, err: expect.any(Error) }])
  await broken.close()
})

test('closing lets the requests under way finish', async () => {
  let finish: (() => void) | undefined
  const slow = await startWireServer({
    tasks: {
      ...idleTasks,
      create: () => new Promise((resolve) => (finish = () => resolve({ taskId: 'slow' }))),
    },
  })
  const answer = exchange(slow.port, wireBytes(tc3Request({ body })))
  await expect.poll(() => finish).toBeDefined()
  const closed = slow.close()
  finish?.()
  expect(responseOf(await answer).TaskId).toBe('slow')
  await closed
})
