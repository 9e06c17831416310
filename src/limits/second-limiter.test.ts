import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../../tests/support/postgres.ts'
import type { Database } from '../database/database.ts'
import type { Limiter } from './limiter.ts'
import { createLimiter } from './second-limiter.ts'

const perSecond = { Create: 10, Describe: 50, Free: 0 }
let fresh: FreshDatabase
let queries = 0
let counting: Database
let account = 0n
const nextAccount = (): bigint => ++account
const open = (): Limiter => createLimiter({ database: counting, perSecond })

beforeAll(async () => {
  fresh = await freshDatabase()
  counting = {
    ...fresh.database,
    query: (statement, values) => {
      queries++
      return fresh.database.query(statement, values)
    },
  }
})
afterAll(() => fresh.drop())

/** The database's second in which everything happened; `null` when it turned on the way, and the test has to repeat. */
async function inOneSecond<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const before = await databaseSecond()
    const result = await work()
    if ((await databaseSecond()) === before) return result
  }
}

async function databaseSecond(): Promise<string | undefined> {
  const text = 'select floor(extract(epoch from clock_timestamp()))::text as second'
  const [row] = await fresh.database.query<{ second: string }>({ name: 'second', text }, [])
  return row?.second
}

const burst = (limiters: readonly Limiter[], count: number, accountId: bigint, action: string) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => limiters[index % limiters.length]!.admit(accountId, action)),
  )

describe('the limiter', () => {
  test('admits exactly the limit in a second, over all processes', async () => {
    const admissions = await inOneSecond(() => burst([open(), open(), open()], 200, nextAccount(), 'Create'))
    expect(admissions.filter(({ admitted }) => admitted).length).toBe(10)
  })

  test('admits again in the next second', async () => {
    const limiter = open()
    const accountId = nextAccount()
    await burst([limiter], 30, accountId, 'Create')
    await expect
      .poll(async () => (await limiter.admit(accountId, 'Create')).admitted, { timeout: 5000 })
      .toBe(true)
  })

  test('keeps accounts and actions apart', async () => {
    const limiter = open()
    const [first, second] = [nextAccount(), nextAccount()]
    const later = await inOneSecond(async () => {
      await burst([limiter], 20, first, 'Create')
      return Promise.all([limiter.admit(second, 'Create'), limiter.admit(first, 'Describe')])
    })
    expect(later).toEqual([{ admitted: true }, { admitted: true }])
  })

  test('tells how many calls there were and how many are allowed', async () => {
    const limiter = open()
    const refusals = await inOneSecond(async () => {
      const accountId = nextAccount()
      await burst([limiter], 10, accountId, 'Create')
      return [await limiter.admit(accountId, 'Create'), await limiter.admit(accountId, 'Create')]
    })
    expect(refusals).toEqual([
      { admitted: false, count: 11, limitPerSecond: 10 },
      { admitted: false, count: 12, limitPerSecond: 10 },
    ])
  })

  test('holds an account to its own limit where it has one, and off is one too', async () => {
    const accountId = nextAccount()
    const limiters = [open(), open()]
    const ask = (limit: number) =>
      Promise.all(
        limiters.flatMap((limiter) =>
          Array.from({ length: 20 }, () => limiter.admit(accountId, 'Create', limit)),
        ),
      )
    const [few, many] = await inOneSecond(async () => [await ask(3), await ask(60)])
    expect(few.filter(({ admitted }) => admitted).length).toBe(3)
    expect(few.find(({ admitted }) => !admitted)).toMatchObject({ limitPerSecond: 3 })
    // All forty of before had been counted.
    expect(many.filter(({ admitted }) => admitted).length).toBe(20)
    expect((await ask(0)).every(({ admitted }) => admitted)).toBe(true)
  })

  test('is off at 0 and for actions without a limit, and then asks nobody', async () => {
    queries = 0
    const limiter = open()
    const admissions = [
      ...(await burst([limiter], 500, nextAccount(), 'Free')),
      ...(await burst([limiter], 500, nextAccount(), 'Unnamed')),
    ]
    expect(admissions.every(({ admitted }) => admitted)).toBe(true)
    expect(queries).toBe(0)
  })

  test('costs a few statements for a thousand calls, and none for a caller who is over his limit', async () => {
    const limiter = open()
    const accountIds = Array.from({ length: 100 }, nextAccount)
    queries = 0
    await Promise.all(accountIds.flatMap((accountId) => burst([limiter], 10, accountId, 'Create')))
    expect(queries).toBeLessThanOrEqual(10)
    const refused = await inOneSecond(async () => {
      const accountId = nextAccount()
      await burst([limiter], 11, accountId, 'Create')
      queries = 0
      await burst([limiter], 1000, accountId, 'Create')
      return queries
    })
    expect(refused).toBe(0)
  })

  test('lets an error of the database through', async () => {
    const broken: Database = { ...fresh.database, query: () => Promise.reject(new Error('gone')) }
    await expect(createLimiter({ database: broken, perSecond }).admit(1n, 'Create')).rejects.toThrow('gone')
  })
})
