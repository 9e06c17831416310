import { amountText, type Money, moneyText } from '../../contract/money.ts'
import type { CostBook, CostQuestion, CostTotal, Grouping, UncertainSpend } from '../../tasks/cost-book.ts'
import { closestNames } from '../closest-names.ts'
import { type Command, type CommandCall, commandLog, UserError } from '../command.ts'
import { loadServer } from '../load-server.ts'
import { jsonOf, tableOf, timeText } from '../table.ts'
import { wantsJson } from '../verbs.ts'

export const costsCommand: Command = {
  name: 'costs',
  usage: 'costs [--by account,vendor,month] [--from DAY] [--to DAY] [--unknown]',
  doc: 'What was spent at vendors: by their word, by the price list, and what may have been.',
  flags: {
    by: { type: 'string', value: 'LIST', doc: 'account, vendor, and day or month; account,vendor,month.' },
    from: { type: 'string', value: 'DAY', doc: 'The first day in UTC, 2026-11-01; the first of this month.' },
    to: { type: 'string', value: 'DAY', doc: 'The last day; today.' },
    account: { type: 'string', value: 'NAME|APPID', doc: 'Only those of one account.' },
    unknown: { type: 'boolean', doc: 'List the calls of which nobody knows whether they cost anything.' },
    output: { type: 'string', value: 'table|json', doc: 'For people or for programs.' },
  },
  async run(call) {
    const { loaded, positionals, flags } = call
    if (positionals[0] !== undefined)
      throw new UserError(`${JSON.stringify(positionals[0])} is one word too many.`)
    const say = flags['unknown'] === true ? uncertainOf(call) : totalsOf(call)
    const { withCosts } = await loadServer()
    process.stdout.write(`${await withCosts(loaded.config, commandLog(loaded), say)}\n`)
    return 0
  },
}

/** Reads the words before the database is asked. */
function totalsOf({ flags }: CommandCall): (book: CostBook) => Promise<string> {
  const question = questionOf(flags, new Date())
  const grouping = groupingOf(flags['by'] ?? 'account,vendor,month')
  const json = wantsJson(flags)
  return async (book) => {
    const totals = await book.totals(question, grouping)
    if (json) return jsonOf(totals.map(forPrograms))
    return totals.length === 0
      ? 'Nothing was sent to a vendor in this time.'
      : tableOfTotals(totals, grouping)
  }
}

/** The newest of them; more is a question to the database. */
const uncertainMax = 1000

function uncertainOf({ flags }: CommandCall): (book: CostBook) => Promise<string> {
  if (flags['by'] !== undefined) throw new UserError('--by means nothing with --unknown.')
  const question = questionOf(flags, new Date())
  const json = wantsJson(flags)
  return async (book) => {
    const spends = await book.uncertain(question, uncertainMax)
    if (json)
      return jsonOf(spends.map(({ estimate, ...spend }) => ({ ...spend, ...flat('estimate', estimate) })))
    return spends.length === 0 ? 'There are no such calls in this time.' : tableOfUncertain(spends)
  }
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/
const dayMilliseconds = 86_400_000

/** From the first day's beginning to the last one's end, in UTC. */
function questionOf({ from, to, account }: CommandCall['flags'], now: Date): CostQuestion {
  const first =
    from === undefined ? new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())) : dayOf('from', from)
  const last = to === undefined ? now : dayOf('to', to)
  if (first > last) throw new UserError('--from is later than --to.')
  const before = new Date((Math.floor(last.getTime() / dayMilliseconds) + 1) * dayMilliseconds)
  return { from: first, before, ...(typeof account === 'string' ? { account } : {}) }
}

function dayOf(flag: string, text: unknown): Date {
  const day = new Date(`${String(text)}T00:00:00Z`)
  // 2026-02-30 would become a day in March.
  if (
    !dayForm.test(String(text)) ||
    Number.isNaN(day.getTime()) ||
    !day.toISOString().startsWith(String(text))
  )
    throw new UserError(`--${flag} is a day such as 2026-11-01, not ${JSON.stringify(text)}.`)
  return day
}

const groups = ['account', 'vendor', 'day', 'month']

function groupingOf(list: unknown): Grouping {
  const names = String(list)
    .split(',')
    .map((name) => name.trim())
  const unknown = names.find((name) => !groups.includes(name))
  if (unknown !== undefined) {
    const near = closestNames(unknown, groups) || `: it takes ${groups.join(', ')}.`
    throw new UserError(`--by cannot group by ${JSON.stringify(unknown)}${near}`)
  }
  const has = (name: string): boolean => names.includes(name)
  if (has('day') && has('month')) throw new UserError('--by takes day or month, not both.')
  const period = has('day') ? 'day' : has('month') ? 'month' : null
  return { account: has('account'), vendor: has('vendor'), period }
}

const sums = ['estimated', 'told', 'listed', 'running', 'possible'] as const

function tableOfTotals(totals: readonly CostTotal[], { period, account, vendor }: Grouping): string {
  const groupsShown = [
    ...(period === null ? [] : (['period'] as const)),
    ...(account ? (['account'] as const) : []),
    ...(vendor ? (['vendor'] as const) : []),
  ]
  const headings = groupsShown.map((name) => (name === 'period' ? (period ?? name) : name).toUpperCase())
  const rows = totals.map((total) => [
    ...groupsShown.map((name) => total[name] ?? '-'),
    total.currency ?? 'no price',
    String(total.tasks),
    ...sums.map((name) => textOf(total[name]) ?? '-'),
  ])
  const table = tableOf(
    [...headings, 'CURRENCY', 'TASKS', 'ESTIMATED', "VENDOR'S WORD", 'BY LIST', 'UNDER WAY', 'POSSIBLE'],
    rows,
  )
  return [table, ...notesOn(totals)].join('\n')
}

function notesOn(totals: readonly CostTotal[]): string[] {
  const isPossible = totals.some(({ possible }) => possible !== null)
  const isUnpriced = totals.some(({ currency }) => currency === null)
  return [
    ...(isPossible
      ? ['POSSIBLE may have been charged besides, nobody can tell; which they are: reelay costs --unknown']
      : []),
    ...(isUnpriced
      ? ['No price is known of some tasks, which is not zero. State it in the setting prices: docs/money.md']
      : []),
  ]
}

const tableOfUncertain = (spends: readonly UncertainSpend[]): string =>
  tableOf(
    ['TASK', 'ACCOUNT', 'VENDOR', 'SENT', 'NOW', 'ESTIMATE', 'WHY'],
    spends.map(({ taskId, account, vendor, sentAt, isOver, estimate, reason }) => [
      taskId,
      account,
      vendor,
      timeText(sentAt, ''),
      isOver ? 'given up' : 'being looked up',
      estimate === null ? 'no price' : moneyText(estimate),
      reason || '-',
    ]),
  )

const textOf = (money: Money | null): string | null => (money === null ? null : amountText(money.micros))

/** Amounts as text, exact; a total has one currency. */
const forPrograms = (total: CostTotal) => ({
  ...total,
  ...Object.fromEntries(sums.map((name) => [name, textOf(total[name])])),
})

const flat = (name: string, money: Money | null) => ({
  [name]: textOf(money),
  currency: money?.currency ?? null,
})
