import { repeatableStatement } from '../../database/database.ts'

/** Calls of which nobody can tell whether they cost anything, newest first. */
export const listUncertainSpends = repeatableStatement<{
  task_id: string
  account: string
  vendor: string
  intended_at: Date
  is_over: boolean
  reason: string
  estimate: string | null
  estimate_currency: string | null
}>(
  'list-uncertain-spends',
  `select task_id, accounts.name as account, spends.vendor, intended_at, charge is not null as is_over, reason,
     estimate, estimate_currency
   from spends
   join tasks on tasks.id = task_id
   join accounts on accounts.account_id = tasks.account_id
   where (charge = 'possible' or outcome = 'unknown' and charge is null)
     and intended_at >= $1 and intended_at < $2
     and ($3::text is null or accounts.name = $3 or accounts.app_id::text = $3)
   order by intended_at desc, task_id limit $4`,
)
