import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { type Database, statement } from '../database/database.ts'
import { openDatabase } from '../database/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import { sweepIdempotencyKeys } from './idempotency-sweep.ts'
import { createTaskRegister } from './task-register.ts'
import type { Creation } from './tasks.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

let keys = 0
const newKey = (): string => `key-${keys++}`

const creation = (key?: string, changes: Partial<Creation> = {}, digest = 'same'): Creation => ({
  accountId: 1n,
  appId: 1n,
  requestId: 'r',
  request: {},
  job: {} as never,
  vendor: 'nobody',
  ...(key === undefined ? {} : { idempotency: { key, digest } }),
  ...changes,
})

const register = (database: Database = base.database) => createTaskRegister(database, () => new Date())
const countTasks = async (): Promise<number> => (await base.database.query(readTaskCount, []))[0]!.count
const readTaskCount = statement<{ count: number }>('count-tasks', 'select count(*)::int4 from tasks')
const ageKey = statement<{ key: string }>(
  'age-key',
  'update idempotency_keys set created_at = now() - make_interval(hours => $2) where key = $1 returning key',
)
const readKeys = statement<{ key: string }>(
  'read-keys',
  'select key from idempotency_keys where key = any($1)',
)

describe('a create with an idempotency key', () => {
  test('answers the same task again', async () => {
    const key = newKey()
    const first = await register().create(creation(key))
    expect(await register().create(creation(key))).toEqual({ taskId: first.taskId })
  })

  test('with another request under it makes nothing and says so', async () => {
    const key = newKey()
    const first = await register().create(creation(key))
    const before = await countTasks()
    const other = await register().create(creation(key, {}, 'another'))
    expect(other).toEqual({ taskId: first.taskId, conflict: true })
    expect(await countTasks()).toBe(before)
  })

  test('does not meet the same key of another account', async () => {
    const key = newKey()
    const first = await register().create(creation(key))
    const other = await register().create(creation(key, { accountId: 2n }))
    expect(other.conflict).toBeUndefined()
    expect(other.taskId).not.toBe(first.taskId)
  })

  test('makes one task, however many come at once through two registers on two pools', async () => {
    const second = await openDatabase({ connection: base.connection, poolSize: 4, log: createLog('silent') })
    const registers = [register(), register(second)]
    const key = newKey()
    const before = await countTasks()
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => registers[index % 2]!.create(creation(key))),
    )
    await second.close()
    expect(new Set(answers.map(({ taskId }) => taskId)).size).toBe(1)
    expect(answers.every(({ conflict }) => conflict === undefined)).toBe(true)
    expect((await countTasks()) - before).toBe(1)
  })

  test('in one group: the first of them wins, and neighbours without a key are made as ever', async () => {
    const key = newKey()
    const tasks = register()
    const before = await countTasks()
    const [first, same, other, plain, plainToo] = await Promise.all([
      tasks.create(creation(key)),
      tasks.create(creation(key)),
      tasks.create(creation(key, {}, 'another')),
      tasks.create(creation()),
      tasks.create(creation()),
    ])
    expect(same).toEqual({ taskId: first.taskId })
    expect(other).toEqual({ taskId: first.taskId, conflict: true })
    expect(plain.taskId).not.toBe(plainToo.taskId)
    expect((await countTasks()) - before).toBe(3)
  })

  test('in groups that name the same keys in opposite order does not dead-lock', async () => {
    const second = await openDatabase({ connection: base.connection, poolSize: 4, log: createLog('silent') })
    for (let round = 0; round < 20; round++) {
      const names = Array.from({ length: 50 }, newKey)
      const [here, there] = [register(), register(second)]
      const answers = await Promise.all([
        Promise.all(names.map((key) => here.create(creation(key)))),
        Promise.all(names.toReversed().map((key) => there.create(creation(key)))),
      ])
      expect(answers[1].toReversed()).toEqual(answers[0])
    }
    await second.close()
  })

  test('whose answer was lost, and which is sent again, makes one task with one id', async () => {
    const key = newKey()
    const forgetting: Database = {
      ...base.database,
      async query(what, values) {
        await base.database.query(what, values)
        return base.database.query(what, values)
      },
    }
    const before = await countTasks()
    const first = await register(forgetting).create(creation(key))
    expect(await register().create(creation(key))).toEqual({ taskId: first.taskId })
    expect((await countTasks()) - before).toBe(1)
  })

  test('that fails does not use its key up', async () => {
    const key = newKey()
    await expect(register().create(creation(key, { vendor: null as never }))).rejects.toThrow(/null value/)
    const before = await countTasks()
    expect((await register().create(creation(key, {}, 'another'))).conflict).toBeUndefined()
    expect((await countTasks()) - before).toBe(1)
  })

  test('finds its key free again after three days, for any request', async () => {
    const key = newKey()
    const first = await register().create(creation(key))
    await base.database.query(ageKey, [key, 71])
    expect(await register().create(creation(key))).toEqual({ taskId: first.taskId })
    await base.database.query(ageKey, [key, 73])
    const later = await register().create(creation(key, {}, 'another'))
    expect(later.conflict).toBeUndefined()
    expect(later.taskId).not.toBe(first.taskId)
    expect(await register().create(creation(key, {}, 'another'))).toEqual(later)
  })
})

describe('the sweep', () => {
  test('removes keys that are over, and no others', async () => {
    const [young, old] = [newKey(), newKey()]
    await Promise.all([young, old].map((key) => register().create(creation(key))))
    await base.database.query(ageKey, [young, 71])
    await base.database.query(ageKey, [old, 73])
    await sweepIdempotencyKeys(base.database)
    expect(await base.database.query(readKeys, [[young, old]])).toEqual([{ key: young }])
  })

  test('goes on until all are gone, one batch after the other', async () => {
    const names = Array.from({ length: 7 }, newKey)
    await Promise.all(names.map((key) => register().create(creation(key))))
    for (const key of names) await base.database.query(ageKey, [key, 80])
    expect(await sweepIdempotencyKeys(base.database, 3)).toBe(7)
    expect(await base.database.query(readKeys, [names])).toEqual([])
  })
})
