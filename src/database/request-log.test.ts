import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../tests/support/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import type { NotedRequest } from '../telemetry/request-log.ts'
import { type Database, statement } from './database.ts'
import { createRequestHistory, createRequestLog } from './request-log.ts'

const log = createLog('silent')
let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterEach(() => fresh.database.query(statement('empty', 'truncate requests'), []))
afterAll(() => fresh.drop())

let number = 0
const request = (changed: Partial<NotedRequest> = {}): NotedRequest => ({
  at: new Date('2026-11-22T20:00:00Z'),
  requestId: `request ${++number}`,
  accountId: null,
  secretId: 'AKIDexample',
  action: 'CreateAigcVideoTask',
  code: '',
  message: '',
  address: '192.0.2.7',
  client: 'SDK_NODEJS_4.1.220',
  latencyMilliseconds: 3.6,
  taskId: '',
  edition: '2026-01-08',
  signature: 'TC3-HMAC-SHA256',
  requestBytes: 400,
  explanation: '',
  ...changed,
})
const all = { countMax: 10_000, failuresOnly: false, account: '' }
const ids = async () =>
  (await createRequestHistory(fresh.database).list(all)).map(({ requestId }) => requestId)

async function kept(requests: readonly NotedRequest[], rowsMax = 1000): Promise<void> {
  const requestLog = createRequestLog({ database: fresh.database, rowsMax, log })
  for (const one of requests) requestLog.note(one)
  await requestLog.close()
  expect(requestLog.dropped()).toBe(0)
}

describe('the request log', () => {
  test('keeps what it was told, the newest first', async () => {
    const [first, second] = [
      request(),
      request({ code: 'InternalError', message: 'Oh.', explanation: 'a\nb' }),
    ]
    await kept([first, second])
    const unknown = { accountId: null, appId: null, latencyMilliseconds: 4 }
    expect(await createRequestHistory(fresh.database).list(all)).toEqual([
      { ...second, ...unknown },
      { ...first, ...unknown },
    ])
  })

  test('is read in the order of time, though each process writes its own in batches', async () => {
    const at = (second: number) => ({ at: new Date(Date.UTC(2026, 10, 22, 20, 0, second)) })
    const [first, second, third] = [request(at(1)), request(at(2)), request(at(3))]
    await kept([first, third])
    await kept([second])
    expect(await ids()).toEqual([third, second, first].map(({ requestId }) => requestId))
  })

  test('finds failures, and the requests of an account by its name and its AppId', async () => {
    const add = statement<{ account_id: bigint; app_id: bigint }>(
      'add',
      `insert into accounts (name) values ('studio') returning account_id, app_id`,
    )
    const [account] = await fresh.database.query(add, [])
    const own = request({ accountId: account!.account_id, code: 'InvalidAction' })
    await kept([request(), own, request({ code: 'MissingParameter' })])
    const history = createRequestHistory(fresh.database)
    expect(await history.list({ ...all, failuresOnly: true })).toHaveLength(2)
    expect(await history.list({ ...all, countMax: 1 })).toHaveLength(1)
    for (const name of ['studio', String(account!.app_id)]) {
      expect(await history.list({ ...all, account: name })).toMatchObject([{ requestId: own.requestId }])
    }
    expect(await history.list({ ...all, account: 'nobody' })).toEqual([])
  })

  test('is a ring: the newest rows stay, with two processes writing at once', async () => {
    const first = Array.from({ length: 300 }, () => request())
    await kept(first, 50)
    await Promise.all([
      kept(
        first.map(() => request()),
        50,
      ),
      kept(
        first.map(() => request()),
        50,
      ),
    ])
    const newest = Array.from({ length: 50 }, () => request())
    await kept(newest, 50)
    expect(await ids()).toEqual(newest.map(({ requestId }) => requestId).toReversed())
  })

  test('takes whatever callers send, and bounds it', async () => {
    await kept([request({ action: 'a\0b', message: '\ud800'.padEnd(5000, 'x'), client: 'c'.repeat(5000) })])
    const [row] = await createRequestHistory(fresh.database).list(all)
    expect(row!.action).toBe('a\ufffdb')
    expect(row!.message).toHaveLength(1000)
    expect(row!.client).toHaveLength(200)
  })

  test('is off at 0', async () => {
    await kept([request()], 0)
    expect(await ids()).toEqual([])
  })

  test('waits for a database that is away, and drops and counts what does not fit', async () => {
    let away = true
    const flaky: Database = {
      ...fresh.database,
      query: (asked, values) =>
        away ? Promise.reject(new Error('Connection terminated')) : fresh.database.query(asked, values),
    }
    const requestLog = createRequestLog({ database: flaky, rowsMax: 10_000, log })
    const many = Array.from({ length: 5003 }, () => request())
    for (const one of many) requestLog.note(one)
    expect(requestLog.dropped()).toBe(3)
    away = false
    await requestLog.close()
    expect((await ids()).toReversed()).toEqual(many.slice(0, 5000).map(({ requestId }) => requestId))
  })

  test('does not hold up a stop when the database stays away', async () => {
    const gone: Database = { ...fresh.database, query: () => new Promise(() => undefined) }
    const requestLog = createRequestLog({ database: gone, rowsMax: 100, log })
    requestLog.note(request())
    await requestLog.close()
    expect(await ids()).toEqual([])
  })

  test('sent again after a lost answer, a group is there once', async () => {
    const one = request()
    await kept([one])
    await kept([one])
    expect(await ids()).toEqual([one.requestId])
  })
})
