import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { money, moneyText } from '../contract/money.ts'
import { statement } from '../database/database.ts'
import { createCostBook, type TaskCost } from './cost-book.ts'
import { createTaskLedger, type Expectation, OwnershipLost, type VendorWord } from './task-ledger.ts'
import { createTaskRegister } from './task-register.ts'
import { readTaskEvents } from './sql/read-task-events.ts'
import type { Claim } from './task.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  base = await freshDatabase()
  await base.database.query(insertAccount, [])
})
afterAll(() => base.drop())

const insertAccount = statement('insert-test-account', `insert into accounts (name) values ('studio')`)
const readSpends = statement<{ outcome: string; charge: string | null; paid: string | null }>(
  'read-spends',
  `select outcome, charge, trim_scale(amount) || ' ' || currency as paid from spends where task_id = $1 order by attempt`,
)

const priced: Expectation = { estimate: money('0.21', 'USD'), chargesFailures: false }

async function newTask(vendor = 'v'): Promise<string> {
  const register = createTaskRegister(base.database, () => new Date())
  const creation = { accountId: 1n, appId: 1n, requestId: 'r', request: {}, job: {} as never, vendor }
  return (await register.create(creation)).taskId
}

async function begin(expectation: Expectation = priced) {
  const ledger = createTaskLedger(base.database)
  const taskId = await newTask()
  const claim = (await ledger.claim(taskId, 'w'))!
  const attempt = (await ledger.intend(claim, expectation))!
  const event = { stage: 'submit', kind: 'noted' } as const
  return {
    ledger,
    taskId,
    settle: (outcome: 'accepted' | 'refused' | 'unknown') =>
      ledger.settle(claim, attempt, outcome, 'because', { stage: 'submit', event }),
    say: (vendorWord: VendorWord) => ledger.advance(claim, { stage: 'render', vendorWord, event }),
    end: (stage: 'done' | 'failed', vendorWord?: VendorWord) =>
      ledger.advance(claim, {
        stage,
        ...(vendorWord === undefined ? {} : { vendorWord }),
        event: { stage, kind: 'ended' },
      }),
    cost: async () => shown((await createCostBook(base.database).ofTasks([taskId])).get(taskId)),
    spends: () => base.database.query(readSpends, [taskId]),
    lastEvent: async () => (await base.database.query(readTaskEvents, [taskId])).at(-1),
  }
}

const shown = (cost: TaskCost | undefined) =>
  cost && {
    estimate: cost.estimate && moneyText(cost.estimate),
    charge: cost.charge,
    charged: cost.charged && moneyText(cost.charged),
  }
const estimate = '0.21 USD'

describe('A paid call that was accepted', () => {
  test('is an estimate until the vendor has spoken, and is charged by the list when the task is done', async () => {
    const { settle, end, cost } = await begin()
    await settle('accepted')
    expect(await cost()).toEqual({ estimate, charge: null, charged: null })
    await end('done')
    expect(await cost()).toEqual({ estimate, charge: 'listed', charged: '0.21 USD' })
  })

  test('is charged by the vendor’s word, once: what is said later changes nothing', async () => {
    const { settle, say, end, cost } = await begin()
    await settle('accepted')
    await say({ said: 'finished', cost: money('14', 'credits') })
    await say({ said: 'finished', cost: money('28', 'credits') })
    await end('failed', { said: 'failed' })
    expect(await cost()).toEqual({ estimate, charge: 'told', charged: '14 credits' })
  })

  test.each([
    ['charges failures', true, 'listed', '0.21 USD'],
    ['charges no failures', false, 'free', '0 USD'],
    ['does not say whether it charges failures', null, 'possible', null],
  ] as const)('by a vendor who %s, and which fails there', async (_who, chargesFailures, charge, charged) => {
    const { settle, end, cost } = await begin({ ...priced, chargesFailures })
    await settle('accepted')
    await end('failed', { said: 'failed' })
    expect(await cost()).toEqual({ estimate, charge, charged })
  })

  test('counts in full when the task fails by our fault after the vendor has finished', async () => {
    const { settle, say, end, cost } = await begin()
    await settle('accepted')
    await say({ said: 'finished' })
    await end('failed')
    expect(await cost()).toEqual({ estimate, charge: 'listed', charged: '0.21 USD' })
  })

  test('counts in full when the task ends before the vendor does: it renders on', async () => {
    const { settle, end, cost } = await begin()
    await settle('accepted')
    await end('failed')
    expect(await cost()).toEqual({ estimate, charge: 'listed', charged: '0.21 USD' })
  })

  test('whose price nobody knows is told as such, not as nothing', async () => {
    const { settle, end, cost } = await begin({ estimate: null, chargesFailures: null })
    await settle('accepted')
    await end('done')
    expect(await cost()).toEqual({ estimate: null, charge: 'listed', charged: null })
  })

  test('leaves its cost on the timeline, in the event that settles it', async () => {
    const { settle, end, lastEvent } = await begin()
    await settle('accepted')
    await end('done')
    expect((await lastEvent())?.detail).toEqual({
      cost: { charge: 'listed', amount: '0.21', currency: 'USD' },
    })
  })
})

describe('A paid call', () => {
  test('that was refused costs nothing', async () => {
    const { settle, spends, cost } = await begin()
    await settle('refused')
    expect(await spends()).toEqual([{ outcome: 'refused', charge: 'free', paid: '0 USD' }])
    expect(await cost()).toBeUndefined()
  })

  test.each(['unknown', null] as const)(
    'whose answer never came (%s) may have cost something when the task ends',
    async (outcome) => {
      const { settle, end, spends } = await begin()
      if (outcome !== null) await settle(outcome)
      await end('failed')
      expect(await spends()).toEqual([{ outcome: 'unknown', charge: 'possible', paid: null }])
    },
  )
})

type Step =
  | { readonly do: 'claim' | 'intend' | 'crash' }
  | { readonly do: 'settle'; readonly outcome: 'accepted' | 'refused' | 'unknown' }
  | { readonly do: 'say' | 'fail'; readonly word: VendorWord | undefined }
  | { readonly do: 'done' }

const word = fc.oneof(
  fc.constant(undefined),
  fc.record({ said: fc.constantFrom('finished' as const, 'failed' as const, 'stopped' as const) }),
  fc.record({
    said: fc.constantFrom('finished' as const, 'failed' as const),
    cost: fc.integer({ min: 0, max: 99 }).map((credits) => money(String(credits), 'credits')),
  }),
)
const step: fc.Arbitrary<Step & { readonly worker: number }> = fc
  .tuple(
    fc.nat(1),
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<Step>({ do: 'claim' }, { do: 'intend' }, { do: 'crash' }) },
      {
        weight: 4,
        arbitrary: fc
          .constantFrom('accepted' as const, 'refused' as const, 'unknown' as const)
          .map((outcome): Step => ({ do: 'settle', outcome })),
      },
      { weight: 2, arbitrary: word.map((word): Step => ({ do: 'say', word })) },
      { weight: 1, arbitrary: word.map((word): Step => ({ do: 'fail', word })) },
      { weight: 1, arbitrary: fc.constant<Step>({ do: 'done' }) },
    ),
  )
  .map(([worker, step]) => ({ worker, ...step }))

/** Two workers that take the task from each other, crash, sleep and write late. What they know of it is in memory. */
async function live(steps: readonly (Step & { readonly worker: number })[], vendor: string): Promise<void> {
  const ledger = createTaskLedger(base.database)
  const taskId = await newTask(vendor)
  const memory: { claim: Claim | null; attempt: number }[] = [
    { claim: null, attempt: 0 },
    { claim: null, attempt: 0 },
  ]
  const charges = new Map<number, unknown>()
  let ended = false
  for (const each of [...steps, { worker: 0, do: 'claim' } as const, { worker: 0, do: 'fail' } as const]) {
    const worker = memory[each.worker]!
    try {
      if (each.do === 'claim') worker.claim = await ledger.claim(taskId, String(each.worker))
      else if (each.do === 'crash') memory[each.worker] = { claim: null, attempt: 0 }
      else if (worker.claim === null) continue
      else if (each.do === 'intend')
        worker.attempt = (await ledger.intend(worker.claim, priced)) ?? worker.attempt
      else if (each.do === 'settle')
        await ledger.settle(worker.claim, worker.attempt, each.outcome, '', {
          stage: 'submit',
          event: { stage: 'submit', kind: 'noted' },
        })
      else {
        const stage = each.do === 'say' ? 'render' : each.do === 'done' ? 'done' : 'failed'
        const vendorWord = 'word' in each ? each.word : undefined
        await ledger.advance(worker.claim, {
          stage,
          ...(vendorWord === undefined ? {} : { vendorWord }),
          event: { stage, kind: stage === 'render' ? 'noted' : 'ended' },
        })
        if (stage !== 'render') {
          expect(ended).toBe(false)
          ended = true
        }
      }
    } catch (error) {
      if (!(error instanceof OwnershipLost)) throw error
    }
    const spends = await base.database.query(readSpends, [taskId])
    expect(spends.filter(({ outcome }) => outcome !== 'refused').length).toBeLessThanOrEqual(1)
    for (const [index, spend] of spends.entries()) {
      if (charges.has(index)) expect(spend).toEqual(charges.get(index))
      if (spend.charge !== null) charges.set(index, spend)
      if (ended) expect(spend.charge).not.toBeNull()
    }
  }
  expect(ended).toBe(true)
}

test('In any history, with crashes and late writers, each call is charged once, and all are when the task has ended', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), (steps) => live(steps, 'scripted')),
    { numRuns: 150 },
  )
  const book = createCostBook(base.database)
  const question = { from: new Date(0), before: new Date(Date.now() + 86_400_000), account: 'studio' }
  const totals = (await book.totals(question, { account: true, vendor: true, period: 'day' })).filter(
    ({ vendor }) => vendor === 'scripted',
  )
  const rows = await base.database.query(readAll, [])
  const sum = (charge: string, currency: string) =>
    rows
      .filter((row) => row.charge === charge && row.currency === currency)
      .reduce((total, row) => total + BigInt(row.micros), 0n)
  for (const { currency, told, listed } of totals) {
    expect([told?.micros ?? 0n, listed?.micros ?? 0n]).toEqual([
      sum('told', currency ?? ''),
      sum('listed', currency ?? ''),
    ])
  }
  const open = rows.filter(({ outcome }) => outcome !== 'refused')
  expect(totals.reduce((count, { tasks }) => count + tasks, 0)).toBe(open.length)
  expect(new Set(open.map(({ task_id }) => task_id)).size).toBe(open.length)
})

const readAll = statement<{
  task_id: string
  outcome: string
  charge: string
  currency: string
  micros: string
}>(
  'read-all-spends',
  `select task_id, outcome, charge, currency, (coalesce(amount, 0) * 1000000)::bigint::text as micros
   from spends where vendor = 'scripted'`,
)
