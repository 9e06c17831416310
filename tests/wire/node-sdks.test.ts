import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccessKey } from '../../src/accounts/accounts.ts'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

// The SDKs as their users load them.
const load = createRequire(import.meta.url)
const domestic = load('tencentcloud-sdk-nodejs-mps').mps.v20190612
const international = load('tencentcloud-sdk-nodejs-intl-en')

type Setting = {
  readonly signMethod: string
  readonly method: string
  /** Behind the host. */
  readonly path?: string
  readonly region?: string
  /** The domestic SDK only: the other asks for English in version 1 and for nothing in TC3. */
  readonly language?: string
}
type Key = { readonly secretId: string; readonly secretKey: string; readonly token?: string }
type Call = (action: string, request: object, key?: Key) => Promise<Record<string, unknown>>

const token = 'token/of+a/temporary+key=&%20'.repeat(8)
const temporaryUntil = (secretId: string, endsAt: Date): AccessKey => ({
  ...exampleKey,
  secretId,
  temporary: { tokenSha256: nodeDigest.sha256(token), endsAt },
})
const temporaryKey = temporaryUntil('AKIDtemporary', new Date(Date.now() + 3_600_000))
const endedKey = temporaryUntil('AKIDended', new Date(Date.now() - 1000))

let server: WireServer
beforeAll(async () => {
  const keys = new Map([exampleKey, temporaryKey, endedKey].map((key) => [key.secretId, key]))
  server = await startWireServer({
    accounts: { keyOf: async (secretId) => keys.get(secretId) ?? null, noteUse: () => undefined },
  })
})
afterAll(async () => {
  expect(server.failures).toEqual([])
  await server.close()
})

/** tencentcloud-sdk-nodejs-mps: promises, and any action by `request`. */
const domesticCall =
  ({ signMethod, method, path = '', region = 'ap-guangzhou', language }: Setting): Call =>
  (action, request, key = exampleKey) => {
    const client = new domestic.Client({
      credential: key,
      region,
      profile: {
        signMethod,
        language,
        httpProfile: { endpoint: `${server.host}${path}`, protocol: 'http://', reqMethod: method },
      },
    })
    return client.request(action, request)
  }

/** tencentcloud-sdk-nodejs-intl-en: callbacks and model objects; without a region it sends the word null. */
const internationalCall =
  ({ signMethod, method, path = '', region = '' }: Setting): Call =>
  (action, request, key = exampleKey) => {
    const { Credential, ClientProfile, HttpProfile } = international.common
    const { Client, Models } = international.mps.v20190612
    const http = new HttpProfile(null, null, method)
    http.endpoint = `${server.host}${path}`
    http.protocol = 'http://'
    const profile = new ClientProfile(signMethod, http)
    const client = new Client(new Credential(key.secretId, key.secretKey, key.token), region, profile)
    const model = new (Models[`${action}Request`] ?? Models.DescribeAigcVideoTaskRequest)()
    model.from_json_string(JSON.stringify(request))
    const response = new Models.CreateAigcVideoTaskResponse()
    return new Promise((resolve, reject) => {
      const done = (error: Error | null, answer: Record<string, unknown>) =>
        error ? reject(error) : resolve(answer)
      if (client[action]) client[action](model, done)
      else client.request(action, model, response, done)
    })
  }

const settings = ['TC3-HMAC-SHA256', 'HmacSHA256', 'HmacSHA1'].flatMap((signMethod) =>
  ['POST', 'GET'].map((method) => ({ signMethod, method })),
)
const clients = [
  { sdk: 'tencentcloud-sdk-nodejs-mps', call: domesticCall },
  { sdk: 'tencentcloud-sdk-nodejs-intl-en', call: internationalCall },
].flatMap(({ sdk, call }) => settings.map((setting) => ({ sdk, ...setting, callWith: call })))

const request = {
  ModelName: 'Vidu',
  ModelVersion: 'q2',
  Prompt: "[@cat] & [@dog] dance = 100% +more; 让画面动起来 'ü' 🎬",
  EnhancePrompt: true,
  ImageInfos: [
    { ImageUrl: 'https://example.com/a b.png?x=1&y=2', ReferenceType: 'cat' },
    { ImageUrl: 'https://example.com/2.png', ReferenceType: 'dog' },
  ],
  Duration: 5,
  ExtraParameters: { Resolution: '720P', AspectRatio: '16:9' },
  AdditionalParameters: '{"camera_control":{"type":"simple"}}',
}

describe.each(clients)('$sdk with $signMethod and $method', ({ callWith, ...setting }) => {
  const call = callWith(setting)

  test('creates a task, every parameter as meant', async () => {
    const answer = await call('CreateAigcVideoTask', request)
    expect(answer['TaskId']).toBe(`1250000001-AigcVideo-${server.creations.length}`)
    const creation = server.creations.at(-1)
    expect(creation?.request).toEqual(request)
    expect(creation?.requestId).toBe(answer['RequestId'])
    expect(creation?.accountId).toBe(1n)
  })

  test('describes a waiting and a finished task', async () => {
    const view = { resultKeys: [], resolution: '', message: '' }
    server.views.set('waiting', { taskId: 'waiting', status: 'WAIT', ...view })
    server.views.set('finished', {
      taskId: 'finished',
      status: 'DONE',
      resultKeys: ['1250000001/finished_0.mp4'],
      resolution: '1280x720',
      message: '',
    })
    expect(await call('DescribeAigcVideoTask', { TaskId: 'waiting' })).toMatchObject({
      Status: 'WAIT',
      VideoUrls: [],
      Resolution: '',
      Message: '',
    })
    expect(await call('DescribeAigcVideoTask', { TaskId: 'finished' })).toMatchObject({
      Status: 'DONE',
      VideoUrls: ['http://results.example/1250000001/finished_0.mp4'],
      Resolution: '1280x720',
      Message: '',
    })
  })

  test.each([
    ['another secret', 'AuthFailure.SignatureFailure', { ...exampleKey, secretKey: 'wrong' }],
    ['an unknown SecretId', 'AuthFailure.SecretIdNotFound', { ...exampleKey, secretId: 'AKIDnobody' }],
  ])('makes an exception of %s: %s', async (_, code, key) => {
    await expect(call('DescribeAigcVideoTask', { TaskId: 'waiting' }, key)).rejects.toMatchObject({ code })
  })

  test('creates a task with a temporary key and its token', async () => {
    const { secretId, secretKey } = temporaryKey
    const answer = await call('CreateAigcVideoTask', request, { secretId, secretKey, token })
    expect(answer).toHaveProperty('TaskId')
    expect(server.creations.at(-1)?.request).toEqual(request)
  })

  test('creates a task with a permanent key, whatever token comes along', async () => {
    const { secretId, secretKey } = exampleKey
    const answer = await call('CreateAigcVideoTask', request, { secretId, secretKey, token: 'of no use' })
    expect(answer).toHaveProperty('TaskId')
  })

  test.each([
    ['a temporary key without its token', temporaryKey, undefined],
    ['a temporary key with another token', temporaryKey, `${token}x`],
    ['a temporary key that has ended, with its token', endedKey, token],
  ])('makes an exception of %s', async (_, { secretId, secretKey }, sent) => {
    const key = { secretId, secretKey, ...(sent === undefined ? {} : { token: sent }) }
    await expect(call('CreateAigcVideoTask', request, key)).rejects.toMatchObject({
      code: 'AuthFailure.TokenFailure',
      message: expect.stringContaining('Token verification failed, please check if your Token is correct.'),
    })
  })

  test('says nothing of the token to someone without the secret', async () => {
    for (const sent of [token, 'another']) {
      const key = { secretId: temporaryKey.secretId, secretKey: 'wrong', token: sent }
      await expect(call('CreateAigcVideoTask', request, key)).rejects.toMatchObject({
        code: 'AuthFailure.SignatureFailure',
      })
    }
  })

  test.each([
    ['CreateAigcVideoTask', { ModelName: 'Kling' }, 'MissingParameter', '`Prompt`'],
    [
      'CreateAigcVideoTask',
      { ModelName: 'Kling', Prompt: 'x', Duration: 7 },
      'InvalidParameterValue',
      '`Duration`',
    ],
    ['CreateAigcVideoTask', { ModelName: 'Sora', Prompt: 'x' }, 'InvalidParameterValue', '`ModelName`'],
    ['DescribeAigcVideoTask', { TaskId: 'nobody-knows' }, 'ResourceNotFound.TaskNotFound', '`nobody-knows`'],
    ['DescribeAigcVideoTask', {}, 'MissingParameter', '`TaskId`'],
    ['NoSuchThing', { TaskId: 'x' }, 'InvalidAction', '`Action`'],
  ])('makes an exception of %s %o: %s', async (action, parameters, code, named) => {
    await expect(call(action, parameters)).rejects.toMatchObject({
      code,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: expect.stringContaining(named),
    })
  })
})

describe.each(clients)('$sdk with $signMethod and $method, set up otherwise,', ({ callWith, ...setting }) => {
  test.each([
    ['an endpoint with a path', { path: '/api/v3' }],
    ['an endpoint with a path that ends in a slash', { path: '/api/' }],
    ['a region', { region: 'ap-guangzhou' }],
    ['no region', { region: '' }],
  ])('is believed with %s', async (_, otherwise) => {
    const answer = await callWith({ ...setting, ...otherwise })('CreateAigcVideoTask', request)
    expect(answer).toHaveProperty('TaskId')
    expect(server.creations.at(-1)?.request).toEqual(request)
  })
})

test.each(settings)('a SDK that asks for Chinese hears Chinese: $signMethod, $method', async (setting) => {
  const call = domesticCall({ ...setting, language: 'zh-CN' })
  await expect(
    call('DescribeAigcVideoTask', {}, { ...exampleKey, secretKey: 'wrong' }),
  ).rejects.toMatchObject({
    message: '请求签名验证失败，请检查您的签名计算是否正确。',
  })
})

const domesticClient = () =>
  new domestic.Client({
    credential: exampleKey,
    region: '',
    profile: { httpProfile: { endpoint: server.host, protocol: 'http://' } },
  })

test('a multipart upload of the SDK is read', async () => {
  const parameters = { Prompt: 'a lighthouse\r\n--in the storm', ModelName: 'Kling' }
  await domesticClient().request('CreateAigcVideoTask', parameters, { multipart: true })
  expect(server.creations.at(-1)?.request).toEqual(parameters)
})

test('a request that the SDK was told not to sign is refused', async () => {
  const call = domesticClient().request('CreateAigcVideoTask', { Prompt: 'x' }, { skipSign: true })
  await expect(call).rejects.toMatchObject({ code: 'AuthFailure.InvalidAuthorization' })
})
