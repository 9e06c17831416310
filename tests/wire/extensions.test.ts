import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ApiError } from '../../src/contract/api-error.ts'
import { money } from '../../src/contract/money.ts'
import { text } from '../../src/contract/text.ts'
import type { ExtensionTools } from '../../src/http/create-video-task.ts'
import type { Quote } from '../../src/vendors/registry.ts'
import { exchange } from './raw-exchange.ts'
import { encodePairs, tc3Request, v1Bytes, wireBytes } from './signed-requests.ts'
import { startWireServer, type WireServer } from './wire-server.ts'

const asOf = { source: "the vendor's list", date: '2026-09-20' }
const prices: Readonly<Record<string, Quote>> = {
  animatic: { money: money('0', 'USD'), ...asOf },
  kling: { money: money('0.42', 'USD'), ...asOf },
}
const foreignLink = 'http://127.0.0.1:9000/media/uploads/2/0.png?expires=1&signature=x'
const extensionTools: ExtensionTools = {
  fingerprint: (text) => createHmac('sha256', 'key').update(text).digest('hex'),
  sealSigningKey: ({ notifyKey }) => Buffer.from(`sealed ${notifyKey?.length ?? 'derived'}`),
  objectionToLink: (url, appId) =>
    url === foreignLink ? text(`${appId} has not uploaded it`, `${appId} 未上传该图片`) : null,
  price: (vendor) => prices[vendor] ?? null,
}

let server: WireServer
let official: WireServer
beforeAll(async () => {
  server = await startWireServer({ extensionTools })
  official = await startWireServer({ extensions: false })
})
afterAll(async () => {
  await server.close()
  await official.close()
  expect([...server.failures, ...official.failures]).toEqual([])
})
beforeEach(() => server.creations.splice(0))

const lake = { ModelName: 'Kling', Prompt: 'a lake', Duration: 10, ExtraParameters: { AspectRatio: '1:1' } }

async function read(bytes: Buffer, to = server) {
  return JSON.parse((await exchange(to.port, bytes)).body).Response
}
const send = (body: object, headers: Readonly<Record<string, string>> = {}, to = server) =>
  read(wireBytes(tc3Request({ body: JSON.stringify(body), headers })), to)

describe('without extensions', () => {
  test.each([
    ['SessionId', 'x'],
    ['TaskNotifyConfig', 'x'],
    ['DryRun', true],
    ['TasksPriority', 0],
  ])('%s is unknown', async (name, value) => {
    const { Error: error } = await send({ ...lake, [name]: value }, {}, official)
    expect(error).toMatchObject({ Code: 'UnknownParameter', Message: expect.stringContaining(name) })
  })

  test('the header Idempotency-Key means nothing', async () => {
    const { TaskId } = await send(lake, { 'idempotency-key': 'é'.repeat(300) }, official)
    expect(TaskId).toBeDefined()
    expect(official.creations.at(-1)).not.toHaveProperty('idempotency')
  })
})

describe('a TasksPriority', () => {
  test('is written down with the task', async () => {
    await send({ ...lake, TasksPriority: -3 })
    await send(lake)
    expect(server.creations.map(({ priority }) => priority)).toEqual([-3, undefined])
  })

  test.each([
    [11, 'InvalidParameterValue'],
    ['high', 'InvalidParameter'],
    [1.5, 'InvalidParameter'],
  ])('of %s is refused', async (TasksPriority, code) => {
    const { Error: error } = await send({ ...lake, TasksPriority })
    expect(error).toMatchObject({ Code: code, Message: expect.stringContaining('TasksPriority') })
    expect(server.creations).toEqual([])
  })
})

describe('a SessionId', () => {
  test('comes with the same digest, however the same request is written and sent', async () => {
    const pairs = {
      'ExtraParameters.AspectRatio': '1:1',
      Duration: '10',
      Prompt: 'a lake',
      SessionId: 'order 1',
      ModelName: 'Kling',
    }
    const query = encodePairs(Object.entries(pairs).map(([name, value]) => ({ name, value })))
    await send({ ...lake, SessionId: 'order 1' })
    const reversed = Object.fromEntries(Object.entries(lake).toReversed())
    await send({ SessionId: 'order 1', ...reversed, ImageUrl: null, ImageInfos: [], DryRun: false })
    await send(lake, { 'idempotency-key': 'order 1' })
    await send({ ...lake, SessionId: 'order 1' }, { 'idempotency-key': 'order 1' })
    await read(wireBytes(tc3Request({ method: 'GET', query })))
    await read(v1Bytes(pairs, 'GET'))
    await read(v1Bytes(pairs, 'POST'))
    const kept = server.creations.map(({ idempotency }) => idempotency)
    expect(kept).toHaveLength(7)
    expect(kept[0]).toMatchObject({ key: 'order 1' })
    expect(kept.every((one) => one?.key === kept[0]?.key && one?.digest === kept[0]?.digest)).toBe(true)
  })

  test.each([
    ['another prompt', { Prompt: 'a sea' }],
    ['another duration', { Duration: 5 }],
    ['one more member', { Operator: 'me' }],
    ['another priority', { TasksPriority: 1 }],
    [
      'another receiver',
      {
        TaskNotifyConfig: { NotifyType: 'URL', NotifyUrl: 'https://example.com/', NotifyKey: 'a'.repeat(16) },
      },
    ],
  ])('comes with another digest for %s', async (_what, changes) => {
    await send({ ...lake, SessionId: 'x' })
    await send({ ...lake, ...changes, SessionId: 'x' })
    const [first, second] = server.creations.map(({ idempotency }) => idempotency?.digest)
    expect(second).toBeDefined()
    expect(second).not.toBe(first)
  })

  test('that stands for another request is named', async () => {
    const tasks = {
      create: async () => ({ taskId: '1-AigcVideo-9', conflict: true }),
      describe: async () => null,
    }
    const busy = await startWireServer({ extensionTools, tasks: tasks as never })
    const { Error: error } = await send({ ...lake, SessionId: 'order-1' }, {}, busy)
    const { Error: other } = await send(lake, { 'idempotency-key': 'order-2' }, busy)
    await busy.close()
    expect(error).toMatchObject({
      Code: 'InvalidParameterValue',
      Message: expect.stringMatching(/`order-1` specified in the parameter `SessionId`.*another request/),
    })
    expect(other.Message).toMatch(/`order-2` specified in the parameter `Idempotency-Key`/)
  })
})

describe('a dry run', () => {
  test('tells what would be sent and what was filled in, and makes nothing', async () => {
    const { Error: error } = await send({
      ModelName: 'Kling',
      Prompt: 'a lake',
      SessionId: 'x',
      DryRun: true,
    })
    expect(error).toEqual({
      Code: 'DryRunOperation',
      Message:
        'The request would have succeeded, but `DryRun` is set. The vendor animatic would make a video from the prompt, without sound: ModelName Kling, ModelVersion 2.6, Duration 5, Resolution 720P, AspectRatio 16:9. Filled in: ModelVersion 2.6, Duration 5, Resolution 720P, AspectRatio 16:9. Price: free.',
    })
    expect(server.creations).toEqual([])
  })

  test('is refused like the create it stands for', async () => {
    const { Error: bad } = await send({ ...lake, Duration: 7, DryRun: true })
    expect(bad.Code).toBe('InvalidParameterValue')
    const refusing = await startWireServer({
      extensionTools,
      chooseVendor() {
        const fields = { vendor: 'animatic', family: 'Kling', because: 'it draws from words only' }
        throw new ApiError('UnsupportedOperation', fields, { variant: 'vendor' })
      },
    })
    const { Error: refused } = await send({ ...lake, DryRun: true }, {}, refusing)
    await refusing.close()
    expect(refused).toEqual({
      Code: 'UnsupportedOperation',
      Message:
        'The vendor animatic, which serves Kling on this server, cannot do this: it draws from words only.',
    })
  })

  test('names a price with its source and date', async () => {
    const elsewhere = await startWireServer({ extensionTools, chooseVendor: () => 'kling' })
    const { Error: error } = await send({ ...lake, DryRun: true }, {}, elsewhere)
    await elsewhere.close()
    expect(error.Message).toMatch(/Price: 0\.42 USD \(the vendor's list, 2026-09-20\)\.$/)
  })

  test('names no price that nobody knows', async () => {
    const elsewhere = await startWireServer({ extensionTools, chooseVendor: () => 'vidu' })
    const { Error: error } = await send({ ...lake, DryRun: true }, {}, elsewhere)
    await elsewhere.close()
    expect(error.Message).toMatch(/Price: not known here/)
  })
})

describe('a NotifyKey', () => {
  const secret = 'correct horse battery'
  const TaskNotifyConfig = { NotifyType: 'URL', NotifyUrl: 'https://example.com/h', NotifyKey: secret }

  test('is kept sealed, and is not in the record of the request', async () => {
    await send({ ...lake, SessionId: 'order-1', TaskNotifyConfig })
    const [creation] = server.creations
    expect(creation?.notify).toEqual({
      url: 'https://example.com/h',
      secret: Buffer.from('sealed 21'),
      sessionId: 'order-1',
    })
    const { NotifyKey: _secret, ...shown } = TaskNotifyConfig
    expect(creation?.request).toEqual({ ...lake, SessionId: 'order-1', TaskNotifyConfig: shown })
    expect(JSON.stringify(creation?.request)).not.toContain(secret)
  })

  test('that is left out is derived', async () => {
    await send({ ...lake, TaskNotifyConfig: { NotifyType: 'URL', NotifyUrl: 'https://example.com/h' } })
    expect(server.creations[0]?.notify).toEqual({
      url: 'https://example.com/h',
      secret: Buffer.from('sealed derived'),
    })
  })

  test.each([
    ['is too short', 'hunter2'],
    ['is not text', `hunter2${'\0'.repeat(16)}`],
  ])('that %s is not repeated in the answer', async (_why, NotifyKey) => {
    const { Error: error } = await send({ ...lake, TaskNotifyConfig: { ...TaskNotifyConfig, NotifyKey } })
    expect(error).toMatchObject({
      Code: 'InvalidParameterValue',
      Message: expect.stringContaining('NotifyKey'),
    })
    expect(error.Message).not.toContain('hunter2')
  })
})

describe('a link to an upload that the account cannot use', () => {
  const request = { ModelName: 'Kling', ImageUrl: foreignLink }

  test('is refused at create, with the parameter and without the signature of the link', async () => {
    const { Error: error } = await send(request)
    expect(error).toEqual({
      Code: 'InvalidParameterValue',
      Message:
        'The value `http://127.0.0.1:9000/media/uploads/2/0.png?…` specified in the parameter `ImageUrl` is not valid. 1250000001 has not uploaded it.',
    })
    const { Error: chinese } = await send(request, { 'x-tc-language': 'zh-CN' })
    expect(chinese.Message).toContain('1250000001 未上传该图片。')
    expect(server.creations).toEqual([])
  })

  test('is a URL like any other without extensions', async () => {
    expect(await send(request, {}, official)).toHaveProperty('TaskId')
  })
})
