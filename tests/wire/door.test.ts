import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accounts } from '../../src/accounts/accounts.ts'
import { createFailureLimiter } from '../../src/limits/failure-limiter.ts'
import { exchange } from './raw-exchange.ts'
import { tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
beforeAll(async () => {
  server = await startWireServer({ bodies: { bytesMax: 1024 * 1024 } })
})
afterAll(() => server.close())

const body = JSON.stringify({ Prompt: 'a lighthouse' })
const megabyte = 1024 * 1024
const errorOf = (answer: { body: string }) => JSON.parse(answer.body).Response.Error

/** The head of a signed request, with the length it announces, and without any byte of its body. */
function headOf(announced: number, changed: Readonly<Record<string, string>>): string {
  const request = tc3Request({ body })
  const bytes = wireBytes({ ...request, headers: { ...request.headers, ...changed } }).toString()
  return bytes
    .replace(/content-length: \d+/, `content-length: ${announced}`)
    .slice(0, bytes.indexOf('\r\n\r\n') + 4 + String(announced).length - String(body.length).length)
}

describe('refused before a byte of the body was sent', () => {
  const stranger = tc3Request({ body }).headers['authorization']?.replace(/AKID\w+/, 'AKIDnobody') ?? ''
  test.each([
    ['a body that is announced as too large', 11 * megabyte, {}, 'RequestSizeLimitExceeded'],
    [
      'a version 1 body that is announced as too large',
      2 * megabyte,
      { 'content-type': 'application/x-www-form-urlencoded' },
      'AuthFailure.SignatureFailure',
    ],
    ['a missing version', 5 * megabyte, { 'x-tc-version': '' }, 'MissingParameter'],
    [
      'an Authorization of no form',
      5 * megabyte,
      { authorization: 'Bearer x' },
      'AuthFailure.InvalidAuthorization',
    ],
    ['an old timestamp', 5 * megabyte, { 'x-tc-timestamp': '1700000000' }, 'AuthFailure.SignatureExpire'],
    [
      'a SecretId that is not there',
      5 * megabyte,
      { authorization: stranger },
      'AuthFailure.SecretIdNotFound',
    ],
    ['a small body too', 20, { authorization: stranger }, 'AuthFailure.SecretIdNotFound'],
  ])('%s', async (_, announced, changed, code) => {
    const answer = await exchange(server.port, headOf(announced, changed))
    expect(errorOf(answer).Code).toBe(code)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('connection')).toBe(announced > megabyte ? 'close' : 'keep-alive')
  })

  test('a client that sends everything before it reads still gets the answer', async () => {
    const large = Buffer.concat([
      Buffer.from(headOf(9 * megabyte, { authorization: stranger })),
      Buffer.alloc(9 * megabyte),
    ])
    const received = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1')
      socket.pause()
      socket.write(large, () => socket.resume())
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(received).toContain('AuthFailure.SecretIdNotFound')
  })

  test('a small body is passed over, and the connection serves the next request', async () => {
    const refused = Buffer.concat([
      Buffer.from(headOf(500_000, { authorization: stranger })),
      Buffer.alloc(500_000, 'x'),
    ])
    const answers = await pipelined(Buffer.concat([refused, wireBytes(tc3Request({ body }))]), 2)
    expect(answers[0]).toContain('AuthFailure.SecretIdNotFound')
    expect(answers[1]).toContain('TaskId')
  })
})

/** Sends bytes on one connection and reads so many answers. */
function pipelined(bytes: Uint8Array, count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
      const answers = text.split(/(?=HTTP\/1\.1 200)/)
      if (answers.length < count || !answers.at(-1)?.endsWith('}}')) return
      socket.destroy()
      resolve(answers)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error(`closed after ${text}`)))
  })
}

test('requests sent one behind the other on a connection are answered in their order', async () => {
  const versions = ['2001-01-01', '2002-02-02', '2003-03-03']
  const requests = versions.map((version) =>
    wireBytes(tc3Request({ body, headers: { 'x-tc-version': version } })),
  )
  const answers = await pipelined(Buffer.concat([...requests, wireBytes(tc3Request({ body }))]), 4)
  expect(answers.map((answer) => /version=`([\d-]+)`|TaskId/.exec(answer)?.[1] ?? 'served')).toEqual([
    ...versions,
    'served',
  ])
})

test('the greeting of HTTP/2 is refused at once, and cleanly', async () => {
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0'
  const answer = await exchange(server.port, preface)
  expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
  expect(answer.headers.get('connection')).toBe('close')
  expect(errorOf(answer).Code).toBe('InvalidRequest')
})

test('a request that is never finished gets an answer when its time is up', async () => {
  const hasty = await startWireServer({}, { requestMilliseconds: 200 })
  const unfinished = wireBytes(tc3Request({ body })).subarray(0, -1)
  const [head, whole] = await Promise.all([
    exchange(hasty.port, 'POST / HTTP/1.1\r\nHost: a\r\n'),
    exchange(hasty.port, unfinished),
  ])
  for (const answer of [head, whole]) {
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(errorOf(answer)).toEqual({
      Code: 'InvalidRequest',
      Message: 'The request is not well formed: it did not arrive in time.',
    })
    expect(JSON.parse(answer.body).Response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
  }
  await hasty.close()
})

describe('bodies that are too much together', () => {
  test('are refused as ServiceUnavailable while ordinary requests are served, and make room when they go', async () => {
    const large = wireBytes(tc3Request({ body: JSON.stringify({ Prompt: 'a'.repeat(800_000) }) }))
    const holder = connect(server.port, '127.0.0.1')
    holder.write(large.subarray(0, -1))
    await expect.poll(async () => errorOf(await exchange(server.port, large)).Code).toBe('ServiceUnavailable')
    expect((await exchange(server.port, wireBytes(tc3Request({ body })))).body).toContain('TaskId')
    // What was left of a body in the middle does not stand in the way of the next request.
    const answers = await pipelined(Buffer.concat([large, wireBytes(tc3Request({ body }))]), 2)
    expect(answers[0]).toContain('ServiceUnavailable')
    expect(answers[1]).toContain('TaskId')
    holder.destroy()
    await expect
      .poll(async () => errorOf(await exchange(server.port, large)).Code)
      .toBe('InvalidParameterValue')
  })
})

describe('an address whose requests keep failing', () => {
  const forged = () =>
    wireBytes({
      ...tc3Request({ body }),
      headers: { ...tc3Request({ body }).headers, 'x-tc-timestamp': '1700000000' },
    })

  test('is refused for the rest of the second with the numbers, and nobody is asked', async () => {
    let milliseconds = 1000
    let asked = 0
    const limited = await startWireServer({
      failures: createFailureLimiter({ perSecond: 3, now: () => milliseconds }),
      accounts: countingAccounts(() => asked++),
    })
    const good = () => exchange(limited.port, wireBytes(tc3Request({ body })))
    for (let index = 0; index < 3; index++) {
      expect(errorOf(await exchange(limited.port, forged())).Code).toBe('AuthFailure.SignatureExpire')
      if (index < 2) expect((await good()).body).toContain('TaskId')
    }
    const before = asked
    expect(errorOf(await good())).toEqual({
      Code: 'RequestLimitExceeded.IPLimitExceeded',
      Message:
        'Your address `127.0.0.1` made `4` requests in this second of which `3` could not be authenticated, so it is not served until the second ends. Please check the SecretId, the SecretKey and the signature.',
    })
    const chinese = tc3Request({ body, headers: { 'x-tc-language': 'zh-CN' } })
    expect(errorOf(await exchange(limited.port, wireBytes(chinese))).Message).toBe(
      '您的地址 `127.0.0.1` 在本秒内请求 `5` 次，其中 `3` 次未通过身份验证，本秒结束前不再受理，请检查 SecretId、SecretKey 和签名。',
    )
    expect(asked).toBe(before)
    milliseconds += 1000
    expect((await good()).body).toContain('TaskId')
    await limited.close()
  })

  test('is not one that signs well, however wrong its requests are', async () => {
    const limited = await startWireServer({
      failures: createFailureLimiter({ perSecond: 2, now: () => 1000 }),
    })
    for (let index = 0; index < 5; index++) {
      const answer = await exchange(limited.port, v1Bytes({ Duration: 'x' }))
      expect(errorOf(answer).Code).toBe('InvalidParameter')
    }
    await limited.close()
  })

  function countingAccounts(asked: () => void): Accounts {
    return {
      keyOf: async (secretId) => {
        asked()
        return secretId === exampleKey.secretId ? exampleKey : null
      },
      noteUse: () => undefined,
    }
  }
})
