import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../tests/support/postgres.ts'
import { catJob } from '../../tests/support/stories.ts'
import { statement } from '../database/database.ts'
import { type Backlog, createBacklog } from './backlog.ts'
import { createTaskRegister } from './task-register.ts'

let base: FreshDatabase
beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())
beforeEach(() => base.database.query(statement('empty', 'delete from tasks'), []))

const finish = statement<{ id: string }>(
  'finish-some',
  "update tasks set stage = 'done' where id in (select id from tasks limit $1) returning id",
)

/** Creates as the face does it; `false` when there is no room. */
async function create(backlog: Backlog, countMax: number, accountId = 1n): Promise<boolean> {
  const room = await backlog.enter(accountId, countMax)
  if (!room.granted) {
    expect(room.count).toBeGreaterThanOrEqual(countMax)
    return false
  }
  const creation = { accountId, appId: 1n, requestId: 'r', request: {}, job: catJob, vendor: 'scripted' }
  await createTaskRegister(base.database, () => new Date()).create(creation)
  room.leave()
  return true
}
const grantedOf = (answers: readonly boolean[]): number => answers.filter((granted) => granted).length

describe('the bound of unfinished tasks', () => {
  test('is kept by one process, whatever comes at once', async () => {
    const backlog = createBacklog(base.database)
    const answers = await Promise.all(Array.from({ length: 60 }, () => create(backlog, 20)))
    expect(grantedOf(answers)).toBe(20)
    expect(await create(backlog, 20)).toBe(false)
  })

  test('counts what was there before, and of this account only', async () => {
    const before = createBacklog(base.database)
    for (let made = 0; made < 3; made++) await create(before, 0)
    const backlog = createBacklog(base.database)
    expect(await create(backlog, 3)).toBe(false)
    expect(await create(backlog, 4)).toBe(true)
    expect(await create(backlog, 3, 2n)).toBe(true)
  })

  test('makes room when tasks have ended, by the next look at the latest', async () => {
    const backlog = createBacklog(base.database)
    const fill = await Promise.all(Array.from({ length: 5 }, () => create(backlog, 5)))
    expect(grantedOf(fill)).toBe(5)
    await base.database.query(finish, [2])
    await expect.poll(() => create(backlog, 5), { timeout: 10_000, interval: 100 }).toBe(true)
    expect([await create(backlog, 5), await create(backlog, 5)]).toEqual([true, false])
  })

  test('is exceeded by other processes by no more than they create between two looks', async () => {
    const processes = [createBacklog(base.database), createBacklog(base.database)]
    const answers = await Promise.all(
      processes.flatMap((backlog) => Array.from({ length: 30 }, () => create(backlog, 10))),
    )
    expect(grantedOf(answers)).toBeLessThanOrEqual(20)
    await expect(create(createBacklog(base.database), 10)).resolves.toBe(false)
  })

  test('gives a place back when the create fails, after a second at the latest', async () => {
    const backlog = createBacklog(base.database)
    const room = await backlog.enter(1n, 1)
    expect(await create(backlog, 1)).toBe(false)
    if (room.granted) room.leave()
    await expect.poll(() => create(backlog, 1), { timeout: 10_000, interval: 100 }).toBe(true)
  })

  test('of 0 is none, and costs no look', async () => {
    const blind = createBacklog({ ...base.database, query: () => Promise.reject(new Error('no look')) })
    expect(await blind.enter(1n, 0)).toMatchObject({ granted: true })
    await expect(blind.enter(1n, 1)).rejects.toThrow('no look')
  })
})
