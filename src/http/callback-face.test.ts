import { afterEach, describe, expect, test } from 'vitest'
import { createFailureLimiter } from '../limits/failure-limiter.ts'
import { createCallbackLinks } from '../pipeline/looks/callback-links.ts'
import { type App, createApp } from './app.ts'
import { createCallbackFace } from './callback-face.ts'

const secret = Buffer.alloc(32, 7)
const taskId = '1250000001-AigcVideo-0199b2f0c1d27a3e8f4a5b6c7d8e9f00'
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
let app: App | undefined
afterEach(() => app?.close())

async function open(tell?: (taskId: string) => Promise<void>) {
  const told: string[] = []
  let baseUrl = 'http://unknown'
  const face = createCallbackFace({
    isOurs: (...parts) => createCallbackLinks({ baseUrl, secret }).isOurs(...parts),
    tell: tell ?? (async (id) => void told.push(id)),
    failures: createFailureLimiter({ perSecond: 5, now: () => 0 }),
    log,
  })
  app = createApp({ faces: [face], log })
  baseUrl = await app.listen('127.0.0.1', 0)
  const links = createCallbackLinks({ baseUrl, secret })
  return { told, url: links.urlFor('kling', taskId), baseUrl, links }
}
const post = (url: string, body: BodyInit = '{}', headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

describe('a callback', () => {
  test('with our link is passed on, and its answer tells nothing of the task', async () => {
    const { told, url } = await open()
    const answer = await post(url, JSON.stringify({ task_status: 'succeed', video: 'https://evil.example' }))
    expect([answer.status, await answer.json(), told]).toEqual([200, {}, [taskId]])
  })

  test.each([
    ['nothing', undefined, undefined],
    ['what is no JSON', '<html>', 'text/html'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
  ])('counts whatever it carries: %s', async (_what, body, type) => {
    const { told, url } = await open()
    const answer = await fetch(url, {
      method: 'POST',
      ...(body === undefined ? {} : { body }),
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    })
    expect([answer.status, told]).toEqual([200, [taskId]])
  })

  test('says a challenge back, so that the vendor believes in the address', async () => {
    const { url } = await open()
    expect(await (await post(url, '{"challenge":"1a2b"}')).json()).toEqual({ challenge: '1a2b' })
    expect(await (await post(url, `{"challenge":"${'x'.repeat(257)}"}`)).json()).toEqual({})
  })

  test.each([
    ['another MAC', (url: string) => `${url.slice(0, -43)}${'A'.repeat(43)}`],
    ['a shorter MAC', (url: string) => url.slice(0, -1)],
    ['a MAC with other spelling', (url: string) => `${url}%3D`],
    ['another task', (url: string) => url.replace('0199b2f0', '0199b2f1')],
    ['another vendor', (url: string) => url.replace('/kling/', '/vidu/')],
  ])('with %s is not found, like one of a task that never was', async (_what, forge) => {
    const { told, url } = await open()
    const answer = await post(forge(url))
    expect([answer.status, await answer.json(), told]).toEqual([404, {}, []])
  })

  test('with a link that is not ours is a failure of its address, which is soon not heard at all', async () => {
    const { told, url } = await open()
    const statuses: number[] = []
    for (let count = 0; count < 7; count++) statuses.push((await post(url.slice(0, -1))).status)
    expect(statuses).toEqual([404, 404, 404, 404, 404, 429, 429])
    expect([(await post(url)).status, told]).toEqual([429, []])
  })

  test('of 65 KB is refused, and one of 60 KB is not', async () => {
    const { told, url } = await open()
    expect((await post(url, 'x'.repeat(65 * 1024 + 1))).status).toBe(413)
    expect((await post(url, 'x'.repeat(60 * 1024))).status).toBe(200)
    expect(told).toEqual([taskId])
  })

  test('that cannot be passed on is asked for again', async () => {
    const { url } = await open(() => Promise.reject(Object.assign(new Error('down'), { code: '57P01' })))
    expect((await post(url)).status).toBe(503)
  })
})

test('nobody makes a link without the key, and every process with it makes the same', () => {
  const [ours, others] = [secret, Buffer.alloc(32, 8)].map((key) =>
    createCallbackLinks({ baseUrl: 'https://a.example', secret: key }),
  )
  const url = ours!.urlFor('kling', taskId)
  const mac = url.split('/').at(-1) ?? ''
  expect(url).toBe(`https://a.example/callbacks/kling/${taskId}/${mac}`)
  expect([ours!.isOurs('kling', taskId, mac), others!.isOurs('kling', taskId, mac)]).toEqual([true, false])
  expect(() => createCallbackLinks({ baseUrl: '', secret: Buffer.alloc(31) })).toThrow('32 bytes')
})
