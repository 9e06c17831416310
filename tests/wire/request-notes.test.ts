import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { createFailureLimiter } from '../../src/limits/failure-limiter.ts'
import { signTc3, signingKey, tc3Explanations, utcDateOf } from '../../src/protocol/tc3-signature.ts'
import { signV1, v1Explanations } from '../../src/protocol/v1-signature.ts'
import type { WireRequest } from '../../src/protocol/wire-request.ts'
import { exchange } from './raw-exchange.ts'
import { encodePairs, tc3Request, v1Bytes, v1Pairs, wireBytes } from './signed-requests.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

let server: WireServer
const warned: object[] = []
const silent = () => undefined
beforeAll(async () => {
  server = await startWireServer({
    explains: true,
    log: { debug: silent, info: silent, error: silent, warn: (fields) => void warned.push(fields) },
  })
})
afterAll(() => server.close())

const prompt = 'a lighthouse that nobody may read about'
const body = JSON.stringify({ Prompt: prompt })

async function noteOf(bytes: Uint8Array) {
  const answer = await exchange(server.port, bytes)
  const { Response: response } = JSON.parse(answer.body)
  await expect.poll(() => server.notes.at(-1)?.requestId).toBe(response.RequestId)
  return { note: server.notes.at(-1)!, response }
}

describe('the request log is told', () => {
  test('of a create that was served', async () => {
    const headers = { 'x-tc-requestclient': 'SDK_NODEJS_4.1.220', 'user-agent': 'node-fetch/1.0' }
    const { note, response } = await noteOf(wireBytes(tc3Request({ body, headers })))
    expect(note).toMatchObject({
      accountId: exampleKey.accountId,
      secretId: exampleKey.secretId,
      action: 'CreateAigcVideoTask',
      code: '',
      message: '',
      address: '127.0.0.1',
      client: 'SDK_NODEJS_4.1.220',
      taskId: response.TaskId,
      edition: '2026-01-08',
      signature: 'TC3-HMAC-SHA256',
      requestBytes: body.length,
      explanation: '',
    })
    expect(note.latencyMilliseconds).toBeGreaterThanOrEqual(0)
    expect(Date.now() - note.at.getTime()).toBeLessThan(60_000)
  })

  test('of a describe, with the task that it asked for', async () => {
    const view = { taskId: 'x', status: 'WAIT', resultKeys: [], resolution: '', message: '' } as const
    server.views.set('1250000001-AigcVideo-x', view)
    const { note } = await noteOf(
      v1Bytes({ Action: 'DescribeAigcVideoTask', TaskId: '1250000001-AigcVideo-x' }),
    )
    expect(note).toMatchObject({ taskId: '1250000001-AigcVideo-x', code: '', signature: 'HmacSHA256' })
  })

  test('of a describe that failed, with the task too', async () => {
    const { note } = await noteOf(v1Bytes({ Action: 'DescribeAigcVideoTask', TaskId: 'no-such-task' }))
    expect(note).toMatchObject({ taskId: 'no-such-task', code: 'ResourceNotFound.TaskNotFound' })
    expect(note.accountId).toBe(exampleKey.accountId)
  })

  test('of a stranger, whose account nobody knows', async () => {
    const request = tc3Request({ body })
    const authorization = request.headers['authorization']!.replace(/AKID\w+/, 'AKIDstranger')
    const { note } = await noteOf(wireBytes({ ...request, headers: { ...request.headers, authorization } }))
    expect(note).toMatchObject({
      accountId: null,
      secretId: 'AKIDstranger',
      code: 'AuthFailure.SecretIdNotFound',
      action: 'CreateAigcVideoTask',
    })
  })

  test('of a key whose signature is wrong, in full', async () => {
    const request = tc3Request({ body })
    const authorization = request.headers['authorization']!.replace(/Signature=\w{4}/, 'Signature=0000')
    const { note } = await noteOf(wireBytes({ ...request, headers: { ...request.headers, authorization } }))
    expect(note).toMatchObject({
      accountId: null,
      secretId: exampleKey.secretId,
      code: 'AuthFailure.SignatureFailure',
    })
  })

  test('of somebody who sent the SecretKey for the SecretId: the beginning only', async () => {
    const request = tc3Request({ body })
    const authorization = request.headers['authorization']!.replace(/AKID\w+/, exampleKey.secretKey)
    const { note } = await noteOf(wireBytes({ ...request, headers: { ...request.headers, authorization } }))
    expect(note.secretId).toBe('Gu5t9xGARNpq…')
    expect(JSON.stringify({ ...note, accountId: null })).not.toContain(exampleKey.secretKey)
  })

  test.each([
    ['a prompt that is too long', { Prompt: prompt.repeat(60) }],
    ['a prompt of the wrong kind', { Prompt: [prompt] }],
    ['a prompt that is no text', { Prompt: `${prompt}\0` }],
  ])('nothing of %s', async (_, parameters) => {
    const { note, response } = await noteOf(wireBytes(tc3Request({ body: JSON.stringify(parameters) })))
    expect(response.Error.Message).toContain('Prompt')
    expect(note.message).toContain('Prompt')
    expect(note.message).not.toContain('lighthouse')
  })

  test.each([
    ['a body that is no JSON', wireBytes(tc3Request({ body: `{"Prompt": lighthouse` }))],
    [
      'a form that cannot be decoded',
      Buffer.from(v1Bytes({}).toString().replace('Nonce=', 'Prompt=lighthouse%zz&Nonce=')),
    ],
  ])('nothing of %s', async (_, bytes) => {
    const { note } = await noteOf(bytes)
    expect(note.code).toBe('InvalidParameter')
    expect(JSON.stringify({ ...note, accountId: null })).not.toContain('lighthouse')
  })

  test('at once of a header that begins a thousand credentials', { timeout: 10_000 }, async () => {
    const authorization = 'Credential='.repeat(11_500)
    const bytes = `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: ${authorization}\r\n\r\n`
    for (let sent = 0; sent < 6; sent++) {
      const { note } = await noteOf(Buffer.from(bytes))
      expect(note).toMatchObject({ secretId: '', code: 'MissingParameter' })
    }
  })

  test('of a flood once', async () => {
    const flooded = await startWireServer({
      failures: createFailureLimiter({ perSecond: 1, now: () => 1000 }),
    })
    for (let index = 0; index < 5; index++) {
      await exchange(flooded.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    }
    expect(flooded.notes.map(({ code }) => code)).toEqual([
      'MissingParameter',
      'RequestLimitExceeded.IPLimitExceeded',
    ])
    await flooded.close()
  })
})

/** Signs what a client meant and sends something else. */
function tc3Mistaken(meant: Partial<WireRequest>, { secretKey = exampleKey.secretKey, timestamp = 0 } = {}) {
  const sent = tc3Request({ body, host: '127.0.0.1:9000' })
  const date = utcDateOf(sent.timestamp)
  const claim = {
    secretId: exampleKey.secretId,
    date,
    service: 'mps',
    signedHeaders: ['content-type', 'host'],
    signature: '',
  }
  const time = String(sent.timestamp + timestamp)
  const [explanation] = tc3Explanations(nodeDigest, { ...sent, ...meant }, claim, time)
  const key = signingKey(nodeDigest, secretKey, date, 'mps')
  const signature = signTc3(nodeDigest.hmac('sha256', key), explanation!.stringToSign)
  const authorization = sent.headers['authorization']!.replace(/Signature=\w+/, `Signature=${signature}`)
  return wireBytes({ ...sent, headers: { ...sent.headers, authorization } })
}

const json = { 'content-type': 'application/json' }
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a TC3 signature that does not match is explained', () => {
  test.each([
    [
      'another host',
      tc3Mistaken({ headers: { ...json, host: 'mps.tencentcloudapi.com' } }),
      'signed the host `mps.tencentcloudapi.com`',
    ],
    [
      'another Content-Type',
      tc3Mistaken({ headers: { host: '127.0.0.1:9000', 'content-type': 'application/json; charset=utf-8' } }),
      'signed the Content-Type `application/json; charset=utf-8`',
    ],
    [
      'a key with a line end',
      tc3Mistaken({}, { secretKey: `${exampleKey.secretKey}\n` }),
      'a space or a line end',
    ],
    ['a second reading of the clock', tc3Mistaken({}, { timestamp: -1 }), 'Read the clock once per request'],
    ['an empty body', tc3Mistaken({ body: utf8('') }), 'another body than it sent: an empty one'],
    [
      "Python's JSON",
      tc3Mistaken({ body: utf8(`{"Prompt": "${prompt}"}`) }),
      'a space after every comma and colon',
    ],
    ['another key', tc3Mistaken({}, { secretKey: 'another' }), 'None of the usual mistakes explains it'],
  ])('%s', async (_, bytes, hint) => {
    const { note, response } = await noteOf(bytes)
    expect(response.Error).toEqual({
      Code: 'AuthFailure.SignatureFailure',
      Message: 'The provided credentials could not be validated. Please check your signature is correct.',
    })
    expect(note.explanation).toContain(hint)
    expect(note.explanation).toContain(
      'Canonical request:\nPOST\n/\n\ncontent-type:application/json\nhost:127.0.0.1:9000',
    )
    expect(note.explanation).toContain('String to sign:\nTC3-HMAC-SHA256\n')
    expect(warned.at(-1)).toMatchObject({ requestId: note.requestId, explanation: note.explanation })
    expect(note.explanation).not.toContain(exampleKey.secretKey)
    expect(note.explanation).not.toContain('lighthouse')
  })

  test('without the parameters of a GET and without what else was signed', async () => {
    const request = tc3Request({
      method: 'GET',
      query: `Prompt=${encodeURIComponent(prompt)}`,
      headers: { 'x-tc-token': 'token-of-a-session', cookie: 'session=secret' },
      signedHeaders: ['content-type', 'cookie', 'host', 'x-tc-token'],
    })
    const authorization = request.headers['authorization']!.replace(/Signature=\w/, 'Signature=')
    const broken = { ...request.headers, authorization: `${authorization}0` }
    const { note } = await noteOf(wireBytes({ ...request, headers: broken }))
    expect(note.explanation).toContain(`GET\n/\nPrompt=<${encodeURIComponent(prompt).length} characters>\n`)
    expect(note.explanation).toContain('x-tc-token:<18 characters>')
    expect(note.explanation).not.toMatch(/lighthouse|secret|token-of/)
  })
})

test.each([
  ['a body of ten thousand lists in each other', { body: `${'['.repeat(10_000)}${']'.repeat(10_000)}` }],
  ['a query that cannot be decoded', { method: 'GET' as const, query: 'Prompt=lighthouse%zz&lighthouse' }],
])('the wrong signature of %s is told as such, not as anything else', async (_, wish) => {
  const request = tc3Request(wish)
  const authorization = request.headers['authorization']!.replace(
    /Signature=\w+/,
    `Signature=${'0'.repeat(64)}`,
  )
  const { note } = await noteOf(wireBytes({ ...request, headers: { ...request.headers, authorization } }))
  expect(note.code).toBe('AuthFailure.SignatureFailure')
  expect(note.explanation).toContain('None of the usual mistakes explains it')
  expect(note.explanation).not.toContain('lighthouse')
})

describe('a version 1 signature that does not match is explained', () => {
  const signed = (changed: { secretKey?: string; encoded?: true; host?: string; method?: 'sha1' }) => {
    const pairs = v1Pairs({ Prompt: prompt, Token: 'token-of-a-session' }).slice(0, -1)
    const meant = pairs.map(({ name, value }) => ({
      name,
      value: changed.encoded ? encodeURIComponent(value) : value,
    }))
    const head: WireRequest = {
      method: 'GET',
      path: '/',
      query: '',
      headers: { host: changed.host ?? 'mps.example' },
      body: new Uint8Array(),
    }
    const [explanation] = v1Explanations(head, meant)
    const value = signV1(
      nodeDigest,
      changed.method ?? 'sha256',
      changed.secretKey ?? exampleKey.secretKey,
      explanation!.stringToSign,
    )
    const query = encodePairs([...pairs, { name: 'Signature', value }])
    return wireBytes({ ...head, query, headers: { host: 'mps.example' } })
  }
  test.each([
    ['encoded values', signed({ encoded: true }), 'signed the values percent-encoded'],
    [
      'another host',
      signed({ host: 'mps.intl.tencentcloudapi.com' }),
      'signed the host `mps.intl.tencentcloudapi.com`',
    ],
    [
      'another method',
      signed({ method: 'sha1' }),
      'signed with HmacSHA1, but its SignatureMethod means HmacSHA256',
    ],
    ['a key with a space', signed({ secretKey: ` ${exampleKey.secretKey}` }), 'a space or a line end'],
    ['another key', signed({ secretKey: 'another' }), 'None of the usual mistakes explains it'],
  ])('%s', async (_, bytes, hint) => {
    const { note } = await noteOf(bytes)
    expect(note.code).toBe('AuthFailure.SignatureFailure')
    expect(note.explanation).toContain(hint)
    expect(note.explanation).toContain(`&Prompt=<${prompt.length} characters>&`)
    expect(note.explanation).toContain('Action=CreateAigcVideoTask&')
    expect(note.explanation).not.toMatch(/lighthouse|token-of|Gu5t9xGARN/)
  })
})

test('without the operator asking, nothing is explained', async () => {
  const quiet = await startWireServer({})
  await exchange(quiet.port, tc3Mistaken({}, { secretKey: 'another' }))
  await expect.poll(() => quiet.notes.at(-1)?.code).toBe('AuthFailure.SignatureFailure')
  expect(quiet.notes.at(-1)?.explanation).toBe('')
  await quiet.close()
})
