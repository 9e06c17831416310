import { setTimeout as pauseMilliseconds } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/postgres.ts'
import { laneTasks, type LaneTasks, laneVendor as vendor } from '../../../tests/support/lane-tasks.ts'
import { statement } from '../../database/database.ts'
import { type OpenDatabase, openDatabase } from '../../database/postgres.ts'
import { createLanePace } from '../../tasks/lane-pace.ts'
import { createLog } from '../../telemetry/log.ts'
import { createPaceGate, type PaceGate } from './pace-gate.ts'

const log = createLog('silent')
const never = new AbortController().signal
const farAway = new Date('2100-01-01')

let base: Awaited<ReturnType<typeof freshDatabase>>
let other: OpenDatabase
let tasks: LaneTasks
/** Two processes on one database. */
let gates: readonly [PaceGate, PaceGate]
let halt: AbortController

beforeAll(async () => {
  base = await freshDatabase()
  other = await openDatabase({ connection: base.connection, poolSize: 4, log })
  tasks = laneTasks(base.database)
})
afterAll(async () => {
  await other.close()
  await base.drop()
})
beforeEach(async () => {
  halt?.abort()
  halt = new AbortController()
  await tasks.empty()
  const gateOn = (database: typeof base.database) =>
    createPaceGate({ pace: createLanePace(database), now: () => new Date(), halt: halt.signal, log })
  gates = [gateOn(base.database), gateOn(other)]
})
afterAll(() => halt.abort())

const lane = (slots: number, requestsPerSecond?: number) =>
  tasks.lanes.register([{ vendor, concurrency: { total: slots }, requestsPerSecond }])
type Row = {
  reduced_to: number | null
  credit: number | null
  pauses: number
  paused_seconds: number | null
}
const readLane = statement<Row>(
  'read-lane',
  `select reduced_to, credit, pauses, extract(epoch from paused_until - clock_timestamp())::float8 as paused_seconds
   from vendor_lanes where vendor = $1`,
)
const row = async (): Promise<Row> => (await base.database.query(readLane, [vendor]))[0]!
const endPause = () =>
  base.database.query(
    statement('end-pause', `update vendor_lanes set paused_until = clock_timestamp() where vendor = $1`),
    [vendor],
  )
const stopLane = (at: Date | null) =>
  base.database.query(statement('stop-lane', 'update vendor_lanes set stopped_at = $2 where vendor = $1'), [
    vendor,
    at,
  ])

/** Lets `count` in through both gates; resolves with the moments, in order. */
async function enter(count: number): Promise<readonly number[]> {
  const moments: number[] = []
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await gates[index % 2 === 0 ? 0 : 1].enter(vendor, farAway, never)
      moments.push(performance.now())
    }),
  )
  return moments.toSorted((left, right) => left - right)
}

/** What has come in so far of `count` who want to. */
function crowd(count: number): { readonly inside: () => number } {
  let inside = 0
  for (let index = 0; index < count; index++) {
    void gates[index % 2 === 0 ? 0 : 1].enter(vendor, farAway, never).then(() => inside++)
  }
  return { inside: () => inside }
}

describe('the pace of a vendor', () => {
  test('without one, everybody leaves at once', async () => {
    await lane(1)
    await enter(100)
  })

  test('holds over all processes: what leaves in any second is what its key allows', async () => {
    await lane(100, 20)
    const moments = await enter(40)
    const elapsed = moments.at(-1)! - moments[0]!
    // 39 pauses of 50 ms; nothing may make it shorter, however busy this machine is.
    expect(elapsed).toBeGreaterThan(39 * 50 - 60)
  })

  test('does not save up what was not used', async () => {
    await lane(100, 20)
    await enter(2)
    await pauseMilliseconds(500)
    const moments = await enter(5)
    expect(moments.at(-1)! - moments[0]!).toBeGreaterThan(4 * 50 - 60)
  })
})

describe('a vendor that says "not now"', () => {
  test('keeps everybody waiting as long as it asked for, in all processes', async () => {
    await lane(8)
    await gates[0].putOff(vendor, 'too many', 30)
    const waiting = crowd(10)
    await pauseMilliseconds(1500)
    expect(waiting.inside()).toBe(0)
    expect((await row()).paused_seconds).toBeGreaterThan(20)
  })

  test('halves the slots once, however many calls it refuses at a time', async () => {
    await lane(8)
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => gates[index % 2 === 0 ? 0 : 1].putOff(vendor, 'too many')),
    )
    const { reduced_to, pauses, paused_seconds } = await row()
    expect([reduced_to, pauses]).toEqual([4, 1])
    expect(paused_seconds).toBeLessThanOrEqual(5)
  })

  test('never loses its last slot', async () => {
    await lane(3)
    const forgetReduction = statement('forget-reduction', 'update vendor_lanes set reduced_at = null')
    for (let time = 0; time < 4; time++) {
      await gates[0].putOff(vendor, 'too many')
      await base.database.query(forgetReduction, [])
    }
    expect((await row()).reduced_to).toBe(1)
    await tasks.wait([{ account: 1 }, { account: 1 }])
    await endPause()
    expect(await tasks.admit()).toHaveLength(1)
  })

  test('is probed by one call after the pause, then by twice as many with every answer', async () => {
    await lane(8)
    await gates[0].putOff(vendor, 'too many', 600)
    const waiting = crowd(40)
    await endPause()
    await expect.poll(waiting.inside).toBe(1)
    await pauseMilliseconds(600)
    expect(waiting.inside()).toBe(1)
    await gates[0].answered(vendor, true)
    await expect.poll(waiting.inside).toBe(3)
    await gates[0].answered(vendor, true)
    await gates[1].answered(vendor, false)
    await expect.poll(waiting.inside).toBe(40)
  })

  test('gets its slots back one per round of jobs that it takes', async () => {
    await lane(8)
    await gates[0].putOff(vendor, 'too many', 1)
    expect((await row()).reduced_to).toBe(4)
    for (let job = 0; job < 5; job++) await gates[0].answered(vendor, true)
    expect(Math.floor((await row()).reduced_to!)).toBe(5)
    for (let job = 0; job < 40; job++) await gates[0].answered(vendor, true)
    expect(await row()).toMatchObject({ reduced_to: null, credit: null, pauses: 0 })
  })

  test('is waited for longer with every pause that brought no job', async () => {
    await lane(8)
    const seconds: number[] = []
    for (let time = 0; time < 5; time++) {
      await gates[0].putOff(vendor, 'down')
      seconds.push(Math.round((await row()).paused_seconds!))
      await endPause()
    }
    expect(seconds).toEqual([5, 10, 20, 40, 60])
  })

  test('has a deadline; an operator who closes the lane has none', async () => {
    await lane(8)
    await gates[0].putOff(vendor, 'the daily quota is used up', 600)
    const past = new Date(0)
    expect(await gates[0].enter(vendor, past, never)).toEqual({
      outcome: 'closed',
      because: 'the daily quota is used up',
    })
    await stopLane(new Date())
    let entry: unknown
    void gates[0].enter(vendor, past, never).then((given) => (entry = given))
    await pauseMilliseconds(1500)
    expect(entry).toBeUndefined()
    await stopLane(null)
    await endPause()
    await expect.poll(() => entry).toEqual({ outcome: 'open' })
  })
})

describe('who waits at the gate', () => {
  test('leaves it at once when his task is cancelled', async () => {
    await lane(8)
    await stopLane(new Date())
    const cancelled = new AbortController()
    const entered = gates[0].enter(vendor, farAway, cancelled.signal)
    cancelled.abort(new Error('cancelled'))
    await expect(entered).rejects.toThrow('cancelled')
  })

  test('waits on while the database is away', async () => {
    await lane(8)
    let isAway = true
    const pace = createLanePace(base.database)
    const gate = createPaceGate({
      pace: {
        ...pace,
        take: (...wish) => (isAway ? Promise.reject(new Error('the server is gone')) : pace.take(...wish)),
      },
      now: () => new Date(),
      halt: halt.signal,
      log,
    })
    const entered = gate.enter(vendor, farAway, never)
    await pauseMilliseconds(100)
    isAway = false
    expect(await entered).toEqual({ outcome: 'open' })
  })
})
