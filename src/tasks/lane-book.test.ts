import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { laneTasks, type LaneTasks, laneVendor as vendor } from '../../tests/support/lane-tasks.ts'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { createLaneBook, type LaneBook } from './lane-book.ts'
import { createLanePace } from './lane-pace.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
let tasks: LaneTasks
let book: LaneBook

beforeAll(async () => {
  base = await freshDatabase()
  tasks = laneTasks(base.database)
  book = createLaneBook(base.database)
})
afterAll(() => base.drop())
beforeEach(() => tasks.empty())

describe('the operator', () => {
  test('sees who is in flight and who waits, since when', async () => {
    await tasks.total(2)
    await tasks.wait([{ account: 1 }, { account: 2 }, { account: 2 }])
    await tasks.admit()
    const [lane] = await book.list()
    expect(lane).toMatchObject({ vendor, slots: 2, configuredSlots: 2, inFlight: 2, waiting: 1, because: '' })
    expect(lane?.oldestWaitingAt).toBeInstanceOf(Date)
    expect([lane?.pausedUntil, lane?.stoppedAt]).toEqual([null, null])
  })

  test('pauses a vendor, and goes on with it', async () => {
    await tasks.total(2)
    const [first] = await tasks.wait([{ account: 1 }])
    expect(await book.pause(vendor)).toBe(true)
    expect((await book.list())[0]?.stoppedAt).toBeInstanceOf(Date)
    expect(await tasks.admit()).toEqual([])
    expect(await book.resume(vendor)).toBe(true)
    expect(await tasks.admit()).toEqual([first])
  })

  test('sees why a vendor is paused, and may know better', async () => {
    await tasks.total(4)
    await createLanePace(base.database).pause(vendor, 'the quota is used up', 600)
    expect((await book.list())[0]).toMatchObject({
      slots: 2,
      because: 'the quota is used up',
      pausedUntil: expect.any(Date),
    })
    await book.resume(vendor)
    expect((await book.list())[0]).toMatchObject({ slots: 4, because: '', pausedUntil: null })
  })

  test('is told that there is no such vendor', async () => {
    expect([await book.pause('klin'), await book.resume('klin')]).toEqual([false, false])
  })
})
