import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../tests/support/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import { isDatabaseAway } from './connection-loss.ts'
import { type Database, repeatableStatement, statement } from './database.ts'
import { type OpenDatabase, openDatabase } from './postgres.ts'

const log = createLog('silent')

let fresh: FreshDatabase
let database: OpenDatabase
/** One connection only, so that a test can tell whether it is still the same one. */
let single: OpenDatabase

const insert = statement('insert-thing', 'insert into things values ($1)')
const list = statement<{ name: string }>('list-things', 'select name from things order by name')
const session = statement<{ pid: number }>('session', 'select pg_backend_pid() as pid')
const names = async () => (await database.query(list, [])).map((row) => row.name)
const pidOf = async (place: Database) => (await place.query(session, []))[0]?.pid

beforeAll(async () => {
  fresh = await freshDatabase()
  database = fresh.database
  single = await openDatabase({ connection: fresh.connection, poolSize: 1, statementSecondsMax: 1, log })
  await database.query(statement('make-things', 'create table things (name text primary key)'), [])
})
afterAll(async () => {
  await single.close()
  await fresh.drop()
})

describe('what rows hold', () => {
  test('bigint comes back exactly as it went in, alone and in arrays', async () => {
    const echo = statement<{ one: bigint; many: (bigint | null)[] }>(
      'echo-bigint',
      'select $1::bigint as one, $2::bigint[] as many',
    )
    const int8 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    await fc.assert(
      fc.asyncProperty(int8, fc.array(fc.option(int8)), async (one, many) => {
        expect(await database.query(echo, [one, many])).toEqual([{ one, many }])
      }),
      { numRuns: 50 },
    )
  })

  test('a date stays a date, a time is a Date, JSON is parsed, a missing value is null', async () => {
    const kinds = statement(
      'kinds',
      `select date '2026-11-22' as day, timestamptz '2026-11-22 10:00+02' as time,
              jsonb '{"a": [1]}' as json, null::bigint as nothing`,
    )
    expect(await database.query(kinds, [])).toEqual([
      { day: '2026-11-22', time: new Date('2026-11-22T08:00:00Z'), json: { a: [1] }, nothing: null },
    ])
  })

  test('a statement is prepared once on a connection, under its name', async () => {
    await single.query(session, [])
    await single.query(session, [])
    const prepared = statement<{ times: bigint }>(
      'prepared',
      `select generic_plans + custom_plans as times from pg_prepared_statements where name = 'session'`,
    )
    expect((await single.query(prepared, []))[0]?.times).toBeGreaterThanOrEqual(2n)
  })
})

describe('a transaction', () => {
  test('commits all of its work', async () => {
    await database.transaction(async (transaction) => {
      await transaction.query(insert, ['committed 1'])
      await transaction.query(insert, ['committed 2'])
    })
    expect(await names()).toEqual(expect.arrayContaining(['committed 1', 'committed 2']))
  })

  test('leaves nothing when its work throws, and hands the error on', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query(insert, ['thrown'])
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await names()).not.toContain('thrown')
  })

  test('rejects when a statement failed and the work swallowed it', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query(insert, ['swallowed'])
      await transaction.query(insert, ['swallowed']).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('nothing was committed')
    expect(await names()).not.toContain('swallowed')
  })

  test('runs statements that are asked for together one after the other', async () => {
    const both = await database.transaction((transaction) =>
      Promise.all([
        transaction.query(insert, ['together']),
        transaction.query(list, []).then((rows) => rows.map((row) => row.name)),
      ]),
    )
    expect(both[1]).toContain('together')
  })

  test('cannot be used when it has ended', async () => {
    const kept = await database.transaction(async (transaction) => transaction)
    await expect(kept.query(list, [])).rejects.toThrow('has ended')
  })

  test('does not nest', async () => {
    const work = database.transaction((transaction) => transaction.transaction(async () => 1))
    await expect(work).rejects.toThrow('a transaction already')
  })
})

describe('a connection', () => {
  test('outlives a statement that fails, and a transaction that does', async () => {
    await database.query(insert, ['taken'])
    const before = await pidOf(single)
    await expect(single.query(insert, ['taken'])).rejects.toMatchObject({ code: '23505' })
    await expect(single.transaction((transaction) => transaction.query(insert, ['taken']))).rejects.toThrow()
    expect(await pidOf(single)).toBe(before)
  })

  test('gives up a statement that takes too long, which says nothing of the server', async () => {
    const error = await single.query(statement('sleep', 'select pg_sleep(10)'), []).catch((reason) => reason)
    expect(error).toMatchObject({ code: '57014' })
    expect(isDatabaseAway(error)).toBe(false)
  })

  test('that the server cut is replaced', async () => {
    const before = await pidOf(single)
    await database.query(statement('cut', 'select pg_terminate_backend($1)'), [before])
    // The pool learns of it with the next turn of the event loop or two.
    await expect.poll(() => pidOf(single).catch(() => before)).not.toBe(before)
  })

  test('that is cut under a statement fails it as a lost connection, and does not send it again', async () => {
    const count = statement<{ runs: bigint }>(
      'runs',
      `select count(*) as runs from things where name like 'run %'`,
    )
    const slow = statement('slow', `insert into things select 'run ' || gen_random_uuid() from pg_sleep(0.3)`)
    const pid = await pidOf(single)
    const running = single.query(slow, []).catch((reason: unknown) => reason)
    await pause(100)
    await database.query(statement('cut', 'select pg_terminate_backend($1)'), [pid])
    expect(isDatabaseAway(await running)).toBe(true)
    await pause(500)
    expect(await database.query(count, [])).toEqual([{ runs: 0n }])
  })

  test('that is cut under a repeatable statement sends it again', async () => {
    const slow = repeatableStatement<{ answer: string }>(
      'slow-look',
      "select 'seen' as answer from pg_sleep(0.3)",
    )
    const pid = await pidOf(single)
    const running = single.query(slow, [])
    await pause(100)
    await database.query(statement('cut', 'select pg_terminate_backend($1)'), [pid])
    expect(await running).toEqual([{ answer: 'seen' }])
  })
})

describe('listening', () => {
  const notify = statement('notify', 'select pg_notify($1, $2)')

  test('hears every notification of its channel, until it stops', async () => {
    const heard: string[] = []
    const stop = await database.listen('Some "Channel"', (payload) => heard.push(payload))
    await database.query(notify, ['Some "Channel"', 'one'])
    await database.query(notify, ['other', 'not this'])
    await database.query(notify, ['Some "Channel"', 'two'])
    await expect.poll(() => heard).toEqual(['one', 'two'])
    await stop()
    await database.query(notify, ['Some "Channel"', 'three'])
    await pause(100)
    expect(heard).toEqual(['one', 'two'])
  })

  test('goes on when the listener throws', async () => {
    const heard: string[] = []
    const stop = await database.listen('brittle', (payload) => {
      heard.push(payload)
      throw new Error('listener')
    })
    await database.query(notify, ['brittle', 'one'])
    await database.query(notify, ['brittle', 'two'])
    await expect.poll(() => heard).toEqual(['one', 'two'])
    await stop()
  })

  test('is taken up again when the connection is cut', async () => {
    const heard: string[] = []
    const stop = await database.listen('cut', (payload) => heard.push(payload))
    const cut = statement<{ cut: boolean }>(
      'cut-listeners',
      `select pg_terminate_backend(pid) as cut from pg_stat_activity
       where application_name = 'reelay listen' and datname = current_database()`,
    )
    expect(await database.query(cut, [])).toEqual([{ cut: true }])
    await expect
      .poll(async () => {
        await database.query(notify, ['cut', 'again'])
        return heard.length
      })
      .toBeGreaterThan(0)
    await stop()
  })
})

describe('opening', () => {
  test('a database that is not there fails, and says so', async () => {
    const connection = { ...fresh.connection, database: 'no_such_database' }
    await expect(openDatabase({ connection, poolSize: 1, log })).rejects.toThrow(
      '"no_such_database" does not exist',
    )
  })

  test('closing lets go of every connection, listeners included, and may be done twice', async () => {
    const other = await openDatabase({
      connection: fresh.connection,
      poolSize: 3,
      applicationName: 'other',
      log,
    })
    await other.listen('closing', () => undefined)
    await other.close()
    await other.close()
    const left = statement<{ name: string }>(
      'left',
      `select application_name as name from pg_stat_activity
       where datname = current_database() and application_name in ('other', 'reelay listen')`,
    )
    await expect.poll(() => database.query(left, [])).toEqual([])
  })
})
