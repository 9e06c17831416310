import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServerPlace, serverPlace } from '../../tests/support/embedded-server.ts'
import { createLog } from '../telemetry/log.ts'
import { isDatabaseAway, StatementLost } from './connection-loss.ts'
import { statement } from './database.ts'
import type { EmbeddedPostgres } from './embedded/embedded-postgres.ts'
import { createPool } from './pool.ts'
import { type OpenDatabase, openDatabase } from './postgres.ts'

/** An 'error' event that nobody hears ends the process, and fails this file: vitest reports it. */
const log = createLog('silent')
const remember = statement('remember', 'insert into memory values ($1)')
const recall = statement<{ number: number }>('recall', 'select number from memory order by number')
const startedAt = statement<{ time: string }>('started', 'select pg_postmaster_start_time()::text as time')

let place: ServerPlace
let server: EmbeddedPostgres
let database: OpenDatabase
const killServer = async () => process.kill(await place.postmasterPid(), 'SIGKILL')

beforeAll(async () => {
  place = await serverPlace()
  server = await place.start()
  database = await openDatabase({ url: server.url, poolSize: 4, log })
  await database.query(statement('make', 'create table memory (number integer primary key)'), [])
})
afterAll(async () => {
  await database.close()
  await place.remove()
})

describe('when the server is killed and comes back', () => {
  test('a statement asked for in between waits for it', async () => {
    await database.query(remember, [1])
    const [killed] = await database.query(startedAt, [])
    await killServer()
    // The first ones may still meet a dead connection, or a session that outlives its server for a moment.
    await expect
      .poll(() => database.query(startedAt, []).catch(isDatabaseAway), { timeout: 30_000 })
      .not.toSatisfy((answer) => answer === true || isDeepStrictEqual(answer, [killed]))
    expect(await database.query(recall, [])).toEqual([{ number: 1 }])
  })

  test('a statement that was on its way is lost, and that is what its caller hears', async () => {
    const sleep = statement('sleep', 'select pg_sleep(60)')
    const sleeping = database.query(sleep, []).catch((error: unknown) => error)
    const asleep = statement<{ pid: number }>(
      'asleep',
      `select pid from pg_stat_activity where query like 'select pg_sleep%'`,
    )
    await expect.poll(() => database.query(asleep, []), { timeout: 30_000 }).toHaveLength(1)
    await killServer()
    expect(await sleeping).toBeInstanceOf(StatementLost)
  })

  test('whatever was acknowledged is there, with many writing through three kills', async () => {
    const acknowledged = new Set<number>()
    let next = 100
    const ending = new AbortController()
    const failures: unknown[] = []
    const write = async (): Promise<void> => {
      while (!ending.signal.aborted) {
        const number = next++
        await database.query(remember, [number]).then(
          () => acknowledged.add(number),
          (error: unknown) => failures.push(error),
        )
      }
    }
    const writers = Array.from({ length: 8 }, write)
    for (const goal of [200, 400, 600]) {
      await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(goal)
      await killServer()
    }
    await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(800)
    ending.abort()
    await Promise.all(writers)
    const found = new Set((await database.query(recall, [])).map((row) => row.number))
    expect([...acknowledged].filter((number) => !found.has(number))).toEqual([])
    expect(failures.filter((error) => !isDatabaseAway(error))).toEqual([])
  })

  test('a transaction that was open fails and leaves nothing; the next one works', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query(remember, [10])
      await killServer()
      // The session's own process outlives the server for a moment, and could still commit.
      await pause(500)
      await transaction.query(remember, [11])
    })
    expect(isDatabaseAway(await work.catch((error: unknown) => error))).toBe(true)
    await expect
      .poll(
        () =>
          database.transaction((transaction) => transaction.query(remember, [12])).then(() => 'done', String),
        {
          timeout: 30_000,
        },
      )
      .toBe('done')
    const numbers = (await database.query(recall, [])).map((row) => row.number)
    expect(numbers.filter((number) => number >= 10 && number < 20)).toEqual([12])
  })

  test('listening goes on', async () => {
    const heard: string[] = []
    const stop = await database.listen('survivors', (payload) => heard.push(payload))
    await killServer()
    const notify = statement('notify', `select pg_notify('survivors', 'hello')`)
    await expect
      .poll(
        async () => {
          await database.query(notify, []).catch(() => undefined)
          return heard.length
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0)
    await stop()
  })

  test("a plain pool, such as the engine's, does not end the process, neither idle nor in use", async () => {
    const pool = createPool({ url: server.url, poolSize: 2, applicationName: 'engine', log })
    const [used, idle] = await Promise.all([pool.connect(), pool.connect()])
    idle.release()
    const ended = new Promise((resolve) => void used.once('end', resolve))
    await killServer()
    await ended
    used.release(true)
    await expect
      .poll(() => pool.query('select 1 as one').then((result) => result.rows, String), { timeout: 30_000 })
      .toEqual([{ one: 1 }])
    await pool.end()
  })

  test('a database that stays away is given up after ten seconds, and says so', async () => {
    const gone = await serverPlace()
    const other = await gone.start()
    const patient = await openDatabase({ url: other.url, poolSize: 1, log })
    await patient.close()
    await other.stop()
    const error = await openDatabase({ url: other.url, poolSize: 1, log }).catch((reason: unknown) => reason)
    expect(isDatabaseAway(error)).toBe(true)
    expect(error).not.toBeInstanceOf(StatementLost)
    await gone.remove()
  })
})
