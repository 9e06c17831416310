import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../tests/support/postgres.ts'
import { catJob } from '../../tests/support/stories.ts'
import { statement } from '../database/database.ts'
import { createCostBook } from './cost-book.ts'
import { createQueueForecast, type QueuePlace } from './queue-forecast.ts'
import { countTasks } from './sql/count-tasks.ts'
import { listTasks } from './sql/list-tasks.ts'
import { createTaskList, type TaskPlace, type TaskQuestion } from './task-list.ts'
import { createTaskRegister } from './task-register.ts'
import { isFinal, type Stage, stages } from './task.ts'

let base: FreshDatabase
beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

const now = new Date('2026-11-22T12:00:00Z')
const everything: TaskQuestion = { stages }

function list(parts: { places?: ReadonlyMap<string, QueuePlace>; seconds?: number } = {}) {
  const { places, seconds = null } = parts
  return createTaskList({
    database: base.database,
    forecast: places ? { places: async () => places } : createQueueForecast(base.database),
    costs: createCostBook(base.database),
    typicalSeconds: () => seconds,
    now: () => now,
  })
}

const register = () => createTaskRegister(base.database, () => new Date())
const create = async (accountId = 1n) =>
  (
    await register().create({
      accountId,
      appId: 1n,
      requestId: 'r',
      request: {},
      job: catJob,
      vendor: 'scripted',
    })
  ).taskId

/** With the same time for many: a group of creates has one. */
const insert = statement(
  'insert-listed',
  `insert into tasks (id, account_id, vendor, request_id, request, job, stage, created_at)
   select id, $1, 'scripted', 'r', '{}', $2::jsonb, stage, created_at
   from unnest($3::text[], $4::text[], $5::timestamptz[]) as listed (id, stage, created_at)`,
)
type Row = { readonly id: string; readonly stage: Stage; readonly createdAt: Date }
const insertAll = (rows: readonly Row[], accountId = 1n) =>
  base.database.query(insert, [
    accountId,
    JSON.stringify(catJob),
    rows.map(({ id }) => id),
    rows.map(({ stage }) => stage),
    rows.map(({ createdAt }) => createdAt),
  ])

/** Page by page to the end; `meanwhile` happens between two pages. */
async function scroll(question: TaskQuestion, countMax: number, meanwhile: () => Promise<unknown>) {
  const ids: string[] = []
  let after: TaskPlace | null = null
  do {
    const page = await list().page(1n, question, after, countMax)
    ids.push(...page.tasks.map(({ taskId }) => taskId))
    after = page.next
    await meanwhile()
  } while (after !== null)
  return ids
}

describe('scrolling', () => {
  beforeEach(() => base.database.query(statement('empty', 'delete from tasks'), []))

  test('shows each task that was there once, newest first, while others come', async () => {
    const row = fc.record({ stage: fc.constantFrom(...stages), second: fc.nat(5) })
    const wanted = fc.uniqueArray(fc.constantFrom(...stages), { minLength: 1 })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 40 }),
        wanted,
        fc.integer({ min: 1, max: 7 }),
        async (rows, stages, size) => {
          await base.database.query(statement('empty', 'delete from tasks'), [])
          const run = `${runs++}`
          const made = rows.map(({ stage, second }, index) => ({
            id: `${run}-${String(index).padStart(3, '0')}`,
            stage,
            createdAt: new Date(now.getTime() + second * 1000),
          }))
          await insertAll(made)
          await insertAll([{ ...made[0]!, id: `${run}-other`, stage: 'queued', createdAt: now }], 2n)
          const expected = made
            .filter(({ stage }) => stages.includes(stage))
            .toSorted((one, two) => +two.createdAt - +one.createdAt || (one.id < two.id ? 1 : -1))
            .map(({ id }) => id)
          let more = 0
          const come = () =>
            insertAll(
              stages.map((stage) => ({
                id: `${run}-late-${more++}`,
                stage,
                createdAt: new Date(+now + 9000),
              })),
            )
          expect(await scroll({ stages }, size, come)).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('counts what there is, up to a bound', async () => {
    const rows = stages.map((stage, index) => ({ id: `t-${index}`, stage, createdAt: now }))
    await insertAll(rows)
    expect(await list().count(1n, everything, 100)).toBe(8)
    expect(await list().count(1n, everything, 5)).toBe(5)
    expect(await list().count(1n, { stages: stages.filter(isFinal) }, 100)).toBe(2)
    expect(await list().count(2n, everything, 100)).toBe(0)
  })

  test('keeps to the times that were asked for, both inclusive', async () => {
    const seconds = [0, 1, 2, 3]
    await insertAll(
      seconds.map((second) => ({
        id: `t-${second}`,
        stage: 'queued',
        createdAt: new Date(+now + second * 1000),
      })),
    )
    const question = { ...everything, from: new Date(+now + 1000), until: new Date(+now + 2000) }
    const { tasks } = await list().page(1n, question, null, 10)
    expect(tasks.map(({ taskId }) => taskId)).toEqual(['t-2', 't-1'])
    expect(await list().count(1n, question, 10)).toBe(2)
  })
})

describe('among a hundred thousand', () => {
  const fill = statement(
    'fill-tasks',
    `insert into tasks (id, account_id, vendor, request_id, request, job, stage, created_at)
     select 'many-' || lpad(n::text, 6, '0'), 7, 'scripted', 'r', '{}', $1::jsonb,
       case when n % 1000 = 0 then 'render' else 'done' end, now() - n * interval '1 second'
     from generate_series(1, 100000) as n`,
  )
  const explain = (text: string) =>
    statement<{ 'QUERY PLAN': readonly [{ readonly Plan: Plan }] }>(
      `explain ${text.length}`,
      `explain (analyze, buffers, format json) ${text}`,
    )
  type Plan = { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number }
  async function blocksOf(text: string, values: readonly unknown[]): Promise<number> {
    const [row] = await base.database.query(explain(text), values)
    const plan = row!['QUERY PLAN'][0].Plan
    console.log(
      JSON.stringify(
        plan,
        (k, v) =>
          /Time|Cost|Width|Temp|Local|Written|Dirtied|Alias|Parallel|Async|WAL|Parent/.test(k)
            ? undefined
            : v,
        1,
      ),
    )
    return plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  }
  beforeAll(async () => {
    await base.database.query(fill, [JSON.stringify(catJob)])
    await base.database.query(statement('vacuum', 'vacuum analyze tasks'), [])
  })

  test.each([
    ['the first page of all', stages, null, null],
    ['a page of the few that are under way', ['intake', 'render', 'collect'], null, null],
    ['a page of those that wait, of which there are none', ['queued'], null, null],
    ['a page in the middle', stages, null, 50_000],
    ['a page of a day long ago', stages, 90_000, null],
  ] as const)('%s reads a few blocks per task', async (_what, wanted, olderSeconds, placeSeconds) => {
    const at = (seconds: number | null) => (seconds === null ? null : new Date(Date.now() - seconds * 1000))
    const micros = placeSeconds === null ? null : BigInt(at(placeSeconds)!.getTime()) * 1000n
    const values = [7n, wanted, null, at(olderSeconds), micros, micros === null ? null : 'many', 101]
    expect(await blocksOf(listTasks.text, values)).toBeLessThan(1000)
  })

  test('the count of them reads an index, and not to its end', async () => {
    expect(await blocksOf(countTasks.text, [7n, stages, null, null, 10_000])).toBeLessThan(500)
    expect(await list().count(7n, everything, 10_000)).toBe(10_000)
  })
})

describe('a listed task', () => {
  test('says what its look says, and what it was made of', async () => {
    const taskId = await create(3n)
    const { tasks } = await list().page(3n, everything, null, 10)
    expect(tasks).toEqual([
      {
        ...(await register().describe(3n, taskId)),
        stage: 'queued',
        vendor: 'scripted',
        job: catJob,
        cancel: null,
        createdAt: expect.any(Date),
        submittedAt: null,
        finishedAt: null,
        queuePosition: expect.any(Number),
        expectedAt: null,
        cost: null,
      },
    ])
    expect(await list().find(3n, taskId)).toEqual(tasks[0])
    expect([await list().find(4n, taskId), await list().find(3n, 'nothing')]).toEqual([null, null])
    await register().cancel(3n, taskId)
    const [cancelled] = (await list().page(3n, everything, null, 10)).tasks
    expect(cancelled).toMatchObject({ status: 'FAIL', cancel: 'unsent', finishedAt: expect.any(Date) })
  })

  test.each([
    ['the next of one slot is begun when that is free', 1, 1, 120],
    ['the third of two slots, in the second round', 3, 2, 180],
    ['of a closed lane nobody knows', 1, 0, null],
  ])('that waits: %s', async (_what, position, slots, seconds) => {
    const taskId = await create(4n)
    const places = new Map([[taskId, { position, slots, isAtLeast: false }]])
    const [task] = (await list({ places, seconds: 60 }).page(4n, everything, null, 1)).tasks
    expect(task?.queuePosition).toBe(position)
    expect(task?.expectedAt).toEqual(seconds === null ? null : new Date(+now + seconds * 1000))
  })

  test('that runs is expected after the usual time of its model, and never in the past', async () => {
    const stand = statement(
      'stand',
      "update tasks set stage = 'render', submitted_at = $2, enqueued_at = now() where id = $1",
    )
    const taskId = await create(5n)
    for (const [submitted, expected] of [
      [-20, 40],
      [-90, 0],
    ] as const) {
      await base.database.query(stand, [taskId, new Date(+now + submitted * 1000)])
      const [task] = (await list({ seconds: 60 }).page(5n, everything, null, 1)).tasks
      expect(task?.expectedAt).toEqual(new Date(+now + expected * 1000))
    }
  })
})
