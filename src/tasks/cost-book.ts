import { type Money, money } from '../contract/money.ts'
import type { Database } from '../database/database.ts'
import { listTaskCosts } from './sql/list-task-costs.ts'
import { listUncertainSpends } from './sql/list-uncertain-spends.ts'
import { sumCosts } from './sql/sum-costs.ts'

/** What was spent, for people. */
export interface CostBook {
  /** Of the tasks for which a call was sent to a vendor who did not refuse it; the others have cost nothing so far. */
  ofTasks(taskIds: readonly string[]): Promise<ReadonlyMap<string, TaskCost>>
  /** Sorted by period, account, vendor and currency. */
  totals(question: CostQuestion, by: Grouping): Promise<readonly CostTotal[]>
  /** Calls of which nobody can tell whether they cost anything, newest first, at most `countMax`. */
  uncertain(question: CostQuestion, countMax: number): Promise<readonly UncertainSpend[]>
}

/**
 * How it was found out what a call cost. told: the vendor said it · listed: it delivered, or has not said otherwise, and
 * its list says the estimate · free: nothing is charged · possible: nobody can tell whether it is.
 */
export type Charge = 'told' | 'listed' | 'free' | 'possible'

export type TaskCost = {
  /** By the price list at the time of the call; `null`: not known. */
  readonly estimate: Money | null
  /** `null`: the vendor is still at work, or its answer is awaited. */
  readonly charge: Charge | null
  /** What the task came to; `null` when it is not over, only possible, or the price is not known. */
  readonly charged: Money | null
}

export type CostQuestion = {
  /** By the time at which the call left. */
  readonly from: Date
  readonly before: Date
  /** Name or AppId. Absent: all. */
  readonly account?: string
}

export type Grouping = {
  readonly account: boolean
  readonly vendor: boolean
  /** In UTC. */
  readonly period: 'day' | 'month' | null
}

/** `null` where the grouping does not ask for it. */
export type CostTotal = {
  readonly period: string | null
  readonly account: string | null
  readonly vendor: string | null
  /** `null`: tasks whose price is not known. */
  readonly currency: string | null
  readonly tasks: number
  /** What the price list said of all of them. */
  readonly estimated: Money | null
  /** What vendors said that they charged. */
  readonly told: Money | null
  /** Finished, at the price of the list. */
  readonly listed: Money | null
  /** Under way, at the price of the list. */
  readonly running: Money | null
  /** What may have been charged besides. */
  readonly possible: Money | null
}

export type UncertainSpend = {
  readonly taskId: string
  readonly account: string
  readonly vendor: string
  readonly sentAt: Date
  /** The task has ended; otherwise the vendor is still being asked. */
  readonly isOver: boolean
  /** Why it is not known. */
  readonly reason: string
  readonly estimate: Money | null
}

const formats = { day: 'YYYY-MM-DD', month: 'YYYY-MM' } as const

export function createCostBook(database: Database): CostBook {
  return {
    async ofTasks(taskIds) {
      const rows = await database.query(listTaskCosts, [taskIds])
      return new Map(
        rows.map((row) => [
          row.task_id,
          {
            estimate: moneyOf(row.estimate, row.estimate_currency),
            charge: row.charge,
            charged: moneyOf(row.amount, row.currency),
          },
        ]),
      )
    },
    async totals({ from, before, account }, by) {
      const format = by.period === null ? '' : formats[by.period]
      const rows = await database.query(sumCosts, [from, before, by.account, by.vendor, format, account])
      return rows.map(({ currency, tasks, estimated, told, listed, running, possible, ...groups }) => ({
        ...groups,
        currency,
        tasks: Number(tasks),
        estimated: moneyOf(estimated, currency),
        told: moneyOf(told, currency),
        listed: moneyOf(listed, currency),
        running: moneyOf(running, currency),
        possible: moneyOf(possible, currency),
      }))
    },
    async uncertain({ from, before, account }, countMax) {
      const rows = await database.query(listUncertainSpends, [from, before, account, countMax])
      return rows.map((row) => ({
        taskId: row.task_id,
        account: row.account,
        vendor: row.vendor,
        sentAt: row.intended_at,
        isOver: row.is_over,
        reason: row.reason,
        estimate: moneyOf(row.estimate, row.estimate_currency),
      }))
    },
  }
}

const moneyOf = (amount: string | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : money(amount, currency)
