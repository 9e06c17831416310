import { afterAll, beforeAll, expect, test } from 'vitest'
import { money, type Money } from '../../src/contract/money.ts'
import { statement } from '../../src/database/database.ts'
import { createTaskLedger, type VendorWord } from '../../src/tasks/task-ledger.ts'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import { runCommand } from '../support/command.ts'
import { freshDatabase } from '../support/postgres.ts'
import { temporaryDirectory } from '../support/reelay-process.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let lost: string

const insertAccount = statement<{ account_id: bigint; app_id: bigint }>(
  'insert-account',
  'insert into accounts (name) values ($1) returning account_id, app_id',
)
const dateSpend = statement('date-spend', 'update spends set intended_at = $2 where task_id = $1')

beforeAll(async () => {
  base = await freshDatabase()
  directory = await temporaryDirectory('costs')
  const [studio] = await base.database.query(insertAccount, ['studio'])
  const [agency] = await base.database.query(insertAccount, ['agency'])
  const usd = money('0.21', 'USD')
  await spend(studio!.account_id, 'kling', usd, '2026-11-03T23:59:59Z', 'accepted', { said: 'finished' })
  await spend(studio!.account_id, 'kling', usd, '2026-11-04T00:00:00Z', 'accepted', {
    said: 'finished',
    cost: money('0.2', 'USD'),
  })
  await spend(studio!.account_id, 'kling', usd, '2026-11-04T10:00:00Z', 'accepted')
  await spend(studio!.account_id, 'kling', usd, '2026-11-04T11:00:00Z', 'refused')
  await spend(agency!.account_id, 'vidu', null, '2026-11-04T12:00:00Z', 'accepted', {
    said: 'finished',
    cost: money('40', 'credits'),
  })
  await spend(agency!.account_id, 'hunyuan', null, '2026-11-04T12:00:00Z', 'accepted', { said: 'finished' })
  lost = await spend(agency!.account_id, 'kling', usd, '2026-11-30T23:59:59.9Z', 'unknown', undefined, true)
  await spend(agency!.account_id, 'kling', usd, '2026-12-01T00:00:00Z', 'accepted')
})
afterAll(async () => {
  await base?.drop()
  await directory?.remove()
})

async function spend(
  accountId: bigint,
  vendor: string,
  estimate: Money | null,
  at: string,
  outcome: 'accepted' | 'refused' | 'unknown',
  vendorWord?: VendorWord,
  failed = false,
): Promise<string> {
  const register = createTaskRegister(base.database, () => new Date())
  const creation = { accountId, appId: 1n, requestId: 'r', request: {}, job: {} as never, vendor }
  const { taskId } = await register.create(creation)
  const ledger = createTaskLedger(base.database)
  const claim = (await ledger.claim(taskId, 'w'))!
  const attempt = (await ledger.intend(claim, { estimate, chargesFailures: null }))!
  const event = { stage: 'submit', kind: 'noted' } as const
  await ledger.settle(claim, attempt, outcome, 'the connection broke', { stage: 'submit', event })
  if (vendorWord) await ledger.advance(claim, { stage: 'render', vendorWord, event })
  if (failed) await ledger.advance(claim, { stage: 'failed', event: { stage: 'submit', kind: 'ended' } })
  await base.database.query(dateSpend, [taskId, new Date(at)])
  return taskId
}

const costs = async (...words: readonly string[]) => {
  const { code, stdout, stderr } = await runCommand(['costs', ...words], {
    directory: directory.path,
    environment: { REELAY_DATABASE_URL: base.url, REELAY_LOG_LEVEL: 'warn' },
  })
  return { code, stdout, stderr }
}
const november = ['--from', '2026-11-01', '--to', '2026-11-30'] as const

test('what was spent is told by month, account and vendor: each currency, and each kind of knowledge, apart', async () => {
  const { stdout } = await costs(...november)
  expect(stdout.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    "MONTH | ACCOUNT | VENDOR | CURRENCY | TASKS | ESTIMATED | VENDOR'S WORD | BY LIST | UNDER WAY | POSSIBLE",
    '2026-11 | agency | hunyuan | no price | 1 | - | - | - | - | -',
    '2026-11 | agency | kling | USD | 1 | 0.21 | - | - | - | 0.21',
    '2026-11 | agency | vidu | credits | 1 | - | 40 | - | - | -',
    '2026-11 | studio | kling | USD | 3 | 0.63 | 0.2 | 0.21 | 0.21 | -',
    'POSSIBLE may have been charged besides, nobody can tell; which they are: reelay costs --unknown',
    'No price is known of some tasks, which is not zero. State it in the setting prices: docs/money.md',
    '',
  ])
})

test('days begin and end in UTC, and one account is asked for by its name', async () => {
  const { stdout } = await costs(...november, '--by', 'day', '--account', 'studio', '--output', 'json')
  expect(JSON.parse(stdout)).toEqual([
    day('2026-11-03', { tasks: 1, estimated: '0.21', listed: '0.21' }),
    day('2026-11-04', { tasks: 2, estimated: '0.42', told: '0.2', running: '0.21' }),
  ])
})

const day = (period: string, sums: object) => ({
  period,
  account: null,
  vendor: null,
  currency: 'USD',
  told: null,
  listed: null,
  running: null,
  possible: null,
  ...sums,
})

test('calls that nobody knows the outcome of are listed with the reason', async () => {
  const { stdout } = await costs(...november, '--unknown')
  expect(stdout).toMatch(
    new RegExp(
      `^${lost} +agency +kling +2026-11-30T23:59:59Z +given up +0\\.21 USD +the connection broke$`,
      'm',
    ),
  )
  expect(JSON.parse((await costs(...november, '--unknown', '--output', 'json')).stdout)).toMatchObject([
    { taskId: lost, estimate: '0.21', currency: 'USD', isOver: true },
  ])
})

test.each([
  [['--by', 'acount'], '--by cannot group by "acount"; did you mean account?'],
  [['--by', 'day,month'], '--by takes day or month, not both.'],
  [['--from', '2026-02-30'], '--from is a day such as 2026-11-01, not "2026-02-30".'],
  [['--from', '2026-12-02', '--to', '2026-12-01'], '--from is later than --to.'],
  [['--unknown', '--by', 'day'], '--by means nothing with --unknown.'],
  [['today'], '"today" is one word too many.'],
])('%j is told what to say instead', async (words, message) => {
  const { code, stderr } = await costs(...words)
  expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
})
