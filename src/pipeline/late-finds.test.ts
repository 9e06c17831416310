import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scriptVendor } from '../../tests/support/scripted-vendor.ts'
import { type Stories, openStories } from '../../tests/support/stories.ts'
import { money, moneyText } from '../contract/money.ts'
import { statement } from '../database/database.ts'
import { createCostBook } from '../tasks/cost-book.ts'
import { createDoubtfulSpends } from '../tasks/doubtful-spends.ts'
import { type Vendor, VendorFault } from '../vendors/vendor.ts'
import { findLate } from './late-finds.ts'

let stories: Stories

beforeAll(async () => {
  stories = await openStories()
})
afterAll(() => stories.close())

const ripenSpend = statement(
  'ripen-spend',
  `update spends set settled_at = settled_at - make_interval(mins => $2), charged_at = charged_at - make_interval(mins => $2)
   where task_id = $1`,
)

/** A task that failed because its vendor took the job, lost the answer, and was down for the whole quarantine. */
async function lose(changes: Partial<Vendor> = {}, chargesFailures = false) {
  const scripted = scriptVendor({
    afterAccepting: () => {
      throw new VendorFault('unknown', 'the connection broke')
    },
    canFind: true,
  })
  let isDown = true
  const vendor: Vendor = {
    ...scripted,
    async find(call, link) {
      if (isDown) throw new VendorFault('unavailable', '503')
      const found = await (changes.find === undefined
        ? scripted.find?.(call, link)
        : changes.find(call, link))
      return found ?? null
    },
    ...(changes.cancel ? { cancel: changes.cancel } : {}),
  }
  const price = () => ({ money: money('0.21', 'USD'), source: 'a list', date: '2026-11-01' })
  const story = await stories.begin({}, {}, {}, { vendor, price, chargesFailures })
  await story.tell({ pause: async () => void (await story.age(60)) })
  expect((await story.look())?.status).toBe('FAIL')
  const spends = createDoubtfulSpends(stories.database)
  return {
    ...story,
    recover: () => (isDown = false),
    ripen: (minutes = 10) => stories.database.query(ripenSpend, [story.taskId, minutes]),
    round: () => findLate(story.tools, spends, new AbortController().signal),
    charge: async () => {
      const cost = (await createCostBook(stories.database).ofTasks([story.taskId])).get(story.taskId)
      return cost && `${cost.charge} ${cost.charged === null ? '-' : moneyText(cost.charged)}`
    },
  }
}

describe('A call that nobody knew the outcome of when its task failed', () => {
  test('and that the vendor shows later is charged from then on; the task stays failed', async () => {
    const { recover, ripen, round, charge, events, look } = await lose()
    await ripen()
    await round()
    expect(await charge()).toBe('possible -')
    recover()
    await ripen()
    await round()
    expect(await charge()).toBe('listed 0.21 USD')
    await ripen()
    await round()
    expect((await events()).filter((event) => event === 'submit found-late')).toHaveLength(1)
    expect((await look())?.status).toBe('FAIL')
  })

  test('and that the vendor certainly never got costs nothing', async () => {
    const { recover, ripen, round, charge, events } = await lose({ find: async () => null })
    recover()
    await ripen()
    await round()
    expect(await charge()).toBeUndefined()
    expect(await events()).toContain('submit never-arrived')
  })

  test('and that the vendor stops now costs what it charges for stopped jobs', async () => {
    const stopped: unknown[] = []
    const cancel = async (ticket: unknown) => void stopped.push(ticket)
    const { recover, ripen, round, charge, taskId } = await lose({ cancel })
    recover()
    await ripen()
    await round()
    expect(stopped).toEqual([{ id: `job-of-${taskId}` }])
    expect(await charge()).toBe('free 0 USD')
  })

  test('is looked up rarely, and by one worker at a time', async () => {
    let looks = 0
    const find = async () => {
      looks++
      throw new VendorFault('unavailable', '503')
    }
    const { recover, ripen, round } = await lose({ find })
    recover()
    await round()
    expect(looks).toBe(0)
    await ripen()
    await Promise.all([round(), round()])
    expect(looks).toBe(1)
    await ripen(4)
    await round()
    expect(looks).toBe(1)
  })

  test('is cleared once, whoever looks', async () => {
    const { ripen, taskId, charge, events } = await lose()
    await ripen()
    const spends = createDoubtfulSpends(stories.database)
    const spend = (await spends.claim(['scripted'], 50)).find(({ task }) => task.id === taskId)
    const finding = (outcome: 'accepted' | 'refused') => spends.clear(spend!, { outcome, detail: {} })
    expect(await finding('accepted')).toBe(true)
    expect([await finding('accepted'), await finding('refused')]).toEqual([false, false])
    expect(await charge()).toBe('listed 0.21 USD')
    expect((await events()).filter((event) => event.startsWith('submit found-late'))).toHaveLength(1)
  })

  test('is left alone after a day', async () => {
    const { recover, ripen, round, charge, age } = await lose()
    recover()
    await age(24 * 3600)
    await ripen(24 * 60)
    await round()
    expect(await charge()).toBe('possible -')
  })
})
