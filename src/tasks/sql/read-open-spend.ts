import { repeatableStatement } from '../../database/database.ts'

/** The paid call that may be in the air, or was accepted. */
export const readOpenSpend = repeatableStatement<{
  attempt: number
  outcome: 'intended' | 'unknown' | 'accepted'
  age_seconds: number
  is_free: boolean
}>(
  'read-open-spend',
  `select attempt, outcome, extract(epoch from clock_timestamp() - intended_at)::float8 as age_seconds,
     coalesce(coalesce(amount, estimate) = 0, false) as is_free
   from spends where task_id = $1 and outcome in ('intended', 'unknown', 'accepted')`,
)
