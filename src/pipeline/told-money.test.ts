import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stories, openStories } from '../../tests/support/stories.ts'
import { money, moneyText } from '../contract/money.ts'
import { createCostBook } from '../tasks/cost-book.ts'
import { doubtUnsent } from '../tasks/restored-tasks.ts'
import { readTaskEvents } from '../tasks/sql/read-task-events.ts'
import type { VendorEntry } from '../vendors/registry.ts'
import { VendorFault } from '../vendors/vendor.ts'

let stories: Stories

beforeAll(async () => {
  stories = await openStories()
})
afterAll(() => stories.close())

const asOf = { source: 'a list', date: '2026-11-01' }
const priced: Partial<VendorEntry> = {
  price: () => ({ money: money('0.21', 'USD'), ...asOf }),
  chargesFailures: false,
}
const free: Partial<VendorEntry> = { price: () => ({ money: money('0', 'USD'), ...asOf }) }
const lostAnswer = () => {
  throw new VendorFault('unknown', 'the connection broke')
}
const broken = { progress: () => ({ state: 'finished' as const, clips: [{ path: '/nowhere/clip.mp4' }] }) }

async function chargeOf(taskId: string): Promise<string> {
  const cost = (await createCostBook(stories.database).ofTasks([taskId])).get(taskId)
  if (cost === undefined) return 'nothing bought'
  return `${cost.charge} ${cost.charged === null ? '-' : moneyText(cost.charged)}`
}

describe('The message of a task that fails', () => {
  test('after the vendor has finished says that it may be charged', async () => {
    const { tell, look, taskId } = await stories.begin(broken, {}, {}, priced)
    await tell()
    expect((await look())?.message).toMatch(/ The vendor had taken the job and may charge for it\.$/)
    expect(await chargeOf(taskId)).toBe('listed 0.21 USD')
  })

  test('says nothing of money where there is none to pay', async () => {
    const { tell, look } = await stories.begin(broken, {}, {}, free)
    await tell()
    expect((await look())?.message).not.toMatch(/charge/)
  })

  test('whose answer was lost says that nobody knows', async () => {
    const { tell, look, age, taskId } = await stories.begin({ afterAccepting: lostAnswer }, {}, {}, priced)
    await tell({ pause: async () => void (await age(60)) })
    expect((await look())?.message).toMatch(/ Whether the vendor charges for it is not known\.$/)
    expect(await chargeOf(taskId)).toBe('possible -')
  })

  test('that the vendor refused costs nothing and says nothing of money', async () => {
    const beforeAccepting = () => {
      throw new VendorFault('refused', 'No.')
    }
    const { tell, look, taskId } = await stories.begin({ beforeAccepting }, {}, {}, priced)
    await tell()
    expect((await look())?.message).toBe('No.')
    expect(await chargeOf(taskId)).toBe('nothing bought')
  })

  test('at a vendor who charges no failures costs nothing', async () => {
    const fault = new VendorFault('moderated', 'A face.')
    const failing = { progress: () => ({ state: 'failed' as const, fault }) }
    const { tell, look, taskId } = await stories.begin(failing, {}, {}, priced)
    await tell()
    expect((await look())?.message).toBe('A face.')
    expect(await chargeOf(taskId)).toBe('free 0 USD')
  })
})

test('What the vendor says that it charged goes before its list, and the timeline tells what was paid when', async () => {
  const progress = () => ({ ...stories.finished(), cost: money('14', 'credits') })
  const { tell, taskId } = await stories.begin({ progress }, {}, {}, priced)
  await tell()
  expect(await chargeOf(taskId)).toBe('told 14 credits')
  const timeline = await stories.database.query(readTaskEvents, [taskId])
  expect(timeline.find(({ kind }) => kind === 'accepted')?.detail).toMatchObject({
    attempt: 1,
    estimate: '0.21 USD',
    latencyMilliseconds: expect.any(Number),
  })
  expect(
    timeline.filter(({ detail }) => 'cost' in detail).map(({ kind, detail }) => [kind, detail['cost']]),
  ).toEqual([['finished', { charge: 'told', amount: '14', currency: 'credits' }]])
})

test('A cancel that finds the vendor at work leaves its cost in the ledger', async () => {
  const { tell, cancel, taskId, look } = await stories.begin({}, {}, {}, priced)
  const watch = async () => {
    await cancel()
    throw new Error('cut off')
  }
  await tell({ lookout: { watch } })
  expect(await look()).toMatchObject({
    status: 'FAIL',
    message: expect.stringContaining('0.21 USD by its list'),
  })
  expect(await chargeOf(taskId)).toBe('listed 0.21 USD')
})

test('A cancel of a waiting task that may have been sent before a restore does not promise that it costs nothing', async () => {
  const { tell, cancel, taskId, look, vendor } = await stories.begin({}, {}, {}, priced)
  await doubtUnsent(stories.database, 'restored')
  await cancel()
  expect((await look())?.status).toBe('WAIT')
  await tell()
  expect(await look()).toMatchObject({
    status: 'FAIL',
    message: expect.stringContaining('It may have cost 0.21 USD'),
  })
  expect([await chargeOf(taskId), vendor.paid]).toEqual(['possible -', []])
})
