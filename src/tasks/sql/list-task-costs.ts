import { repeatableStatement } from '../../database/database.ts'
import type { Charge } from '../cost-book.ts'

/** The one call of each task that was accepted or may have been; tasks of which nothing was bought are left out. */
export const listTaskCosts = repeatableStatement<{
  task_id: string
  estimate: string | null
  estimate_currency: string | null
  charge: Charge | null
  amount: string | null
  currency: string | null
}>(
  'list-task-costs',
  `select task_id, estimate, estimate_currency, charge, amount, currency
   from spends where task_id = any($1::text[]) and outcome in ('intended', 'unknown', 'accepted')`,
)
