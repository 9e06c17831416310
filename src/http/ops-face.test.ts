import { afterEach, describe, expect, test } from 'vitest'
import { createApp, type App, type Face } from './app.ts'
import { createOpsFace } from './ops-face.ts'

const failures: object[] = []
const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: (fields: object) => failures.push(fields) }
const metrics = async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' })
let app: App | undefined
let arrivals = 0
afterEach(async () => {
  await app?.close()
  failures.length = 0
  arrivals = 0
})

async function open(problems: () => Promise<readonly string[]>): Promise<string> {
  const face = createOpsFace({ problems, metrics })
  const counted: Face = (scope) => {
    scope.addHook('onRequest', async () => void (arrivals += 1))
    face(scope)
  }
  app = createApp({ faces: [counted], log })
  return app.listen('127.0.0.1', 0)
}

describe('for the orchestrator', () => {
  test('the metrics are served as Prometheus reads them', async () => {
    const page = await fetch(`${await open(async () => [])}/metrics`)
    expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
      200,
      'text/plain; version=0.0.4',
      'up 1\n',
    ])
  })

  test('a process that can serve is alive and ready', async () => {
    const address = await open(async () => [])
    const [live, ready] = await Promise.all([fetch(`${address}/livez`), fetch(`${address}/readyz`)])
    expect([live.status, await live.json()]).toEqual([200, { status: 'alive' }])
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', problems: [] }])
  })

  test('a process that cannot serve is alive, not ready, and says why', async () => {
    const address = await open(async () => ['the database does not answer'])
    expect((await fetch(`${address}/livez`)).status).toBe(200)
    const ready = await fetch(`${address}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toEqual({ status: 'not ready', problems: ['the database does not answer'] })
  })

  test('many who ask at a time cost one look, and who comes later gets a fresh one', async () => {
    let looks = 0
    const look = Promise.withResolvers<readonly string[]>()
    const address = await open(() => {
      looks += 1
      return looks === 1 ? look.promise : Promise.resolve(['late'])
    })
    const early = Array.from({ length: 5 }, () => fetch(`${address}/readyz`))
    await expect.poll(() => arrivals).toBe(5)
    look.resolve([])
    const statuses = (await Promise.all(early)).map(({ status }) => status)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    expect((await fetch(`${address}/readyz`)).status).toBe(503)
    expect(looks).toBe(2)
  })

  test('a check that itself fails is a logged 500 without its inside', async () => {
    const address = await open(() => Promise.reject(new Error('password=hunter2')))
    const ready = await fetch(`${address}/readyz`)
    expect(ready.status).toBe(500)
    expect(await ready.text()).not.toContain('hunter2')
    expect(failures.length).toBe(1)
  })
})

test('the address tells the port that was taken', async () => {
  expect(await open(async () => [])).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})
