import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { laneTasks, type LaneTasks, laneVendor } from '../../tests/support/lane-tasks.ts'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { statement } from '../database/database.ts'
import { createQueueForecast } from './queue-forecast.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
let tasks: LaneTasks

beforeAll(async () => {
  base = await freshDatabase()
  tasks = laneTasks(base.database)
})
afterAll(() => base.drop())
beforeEach(() => tasks.empty())

const places = (ids: readonly string[]) => createQueueForecast(base.database).places(ids)

describe('the place of a task that waits', () => {
  test('counts everybody who is served before it, and says how many slots there are', async () => {
    await tasks.total(3)
    const ids = await tasks.wait([
      { account: 1 },
      { account: 1 },
      { account: 2 },
      { account: 1, priority: 5 },
    ])
    const forecast = await places(ids)
    expect(ids.map((id) => forecast.get(id)?.position)).toEqual([3, 4, 1, 2])
    expect(forecast.get(ids[0]!)).toEqual({ position: 3, isAtLeast: false, slots: 3 })
  })

  test('is the order in which admission serves, whatever is in flight and was served before', async () => {
    const account = fc.integer({ min: 1, max: 4 })
    const some = (maxLength: number) =>
      fc.array(fc.record({ account, priority: fc.integer({ min: -2, max: 2 }) }), { maxLength })
    await fc.assert(
      fc.asyncProperty(some(8), fc.nat(6), fc.nat(4), some(14), async (earlier, slots, gone, waiting) => {
        await tasks.empty()
        await tasks.total(slots + 1)
        await tasks.wait(earlier)
        const served = await tasks.admit()
        for (const id of served.slice(0, gone)) await tasks.move(id)
        await tasks.wait(waiting)
        await tasks.total(100)
        const still = await base.database.query(stillWaiting, [])
        const forecast = await places(still.map(({ id }) => id))
        const order: string[] = []
        for (;;) {
          const [next] = await tasks.admit(1)
          if (next === undefined) break
          order.push(next)
        }
        expect(order.map((id) => forecast.get(id)?.position)).toEqual(order.map((_id, index) => index + 1))
      }),
      { numRuns: 40 },
    )
  })

  test('is not told of tasks that have begun, or that there are not', async () => {
    await tasks.total(1)
    const [begun] = await tasks.wait([{ account: 1 }])
    await tasks.admit()
    expect(await places([begun!, 'nobody'])).toEqual(new Map())
  })

  test('has no slots while the lane is closed', async () => {
    await tasks.total(3)
    const [id] = await tasks.wait([{ account: 1 }])
    const close = statement('close', 'update vendor_lanes set stopped_at = now() where vendor = $1')
    await base.database.query(close, [laneVendor])
    expect((await places([id!])).get(id!)).toMatchObject({ position: 1, slots: 0 })
  })

  test('far back in a long line is the least it can be', async () => {
    await tasks.total(1)
    await base.database.query(fill, [laneVendor])
    const forecast = await places(['t-00000', 't-10000', 't-10001'])
    expect([...forecast.values()].map(({ position }) => position)).toEqual([1, 10_001, 10_001])
    expect(forecast.get('t-00000')?.isAtLeast).toBe(false)
    expect(forecast.get('t-10001')?.isAtLeast).toBe(true)
  })
})

const stillWaiting = statement<{ id: string }>(
  'still-waiting',
  'select id from tasks where enqueued_at is null',
)
const fill = statement(
  'fill',
  `insert into tasks (id, account_id, vendor, request_id, request, job)
   select 't-' || lpad(n::text, 5, '0'), 1, $1, 'r', '{}', '{}' from generate_series(0, 10001) as n`,
)
