import { statement } from '../../database/database.ts'

/**
 * Says how a paid call ended. Accepted and refused are final; unknown may still become either. What was refused costs
 * nothing; all else is charged when the vendor has spoken or the task has ended (`advance-task`).
 */
export const settleSpend = statement<{ attempt: number }>(
  'settle-spend',
  `update spends set
     outcome = $3, reason = $4, settled_at = clock_timestamp(),
     charge = case when $3 = 'refused' then 'free' end,
     amount = case when $3 = 'refused' and estimate is not null then 0 end,
     currency = case when $3 = 'refused' then estimate_currency end,
     charged_at = case when $3 = 'refused' then clock_timestamp() end
   where task_id = $1 and attempt = $2 and outcome in ('intended', 'unknown')
     and exists (select from tasks where id = $1 and ownership_version = $5)
   returning attempt`,
)
