import { afterEach, describe, expect, test } from 'vitest'
import { createApp, type App } from './app.ts'
import { createOpsFace } from './ops-face.ts'

const failures: object[] = []
const silent = () => undefined
const log = { debug: silent, info: silent, warn: silent, error: (fields: object) => failures.push(fields) }
const metrics = async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' })
let app: App | undefined
afterEach(async () => {
  await app?.close()
  failures.length = 0
})

async function open(problems: () => Promise<readonly string[]>): Promise<string> {
  app = createApp({ faces: [createOpsFace({ problems, metrics })], log })
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
