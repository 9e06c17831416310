import { statement } from '../../database/database.ts'

/**
 * Says how a paid call ended. Accepted and refused are final; unknown may still become either. What was refused costs
 * nothing; all else is charged when the vendor has spoken or the task has ended (`advance-task`). Said twice it changes
 * nothing, and the row says that it is not new. The task is locked before its call, as `advance-task` does.
 */
export const settleSpend = statement<{ is_new: boolean }>(
  'settle-spend',
  `with held as materialized (
     select id from tasks where id = $1 and ownership_version = $5 for no key update
   ), settled as (
     update spends set
       outcome = $3, reason = $4, settled_at = clock_timestamp(),
       charge = case when $3 = 'refused' then 'free' end,
       amount = case when $3 = 'refused' and estimate is not null then 0 end,
       currency = case when $3 = 'refused' then estimate_currency end,
       charged_at = case when $3 = 'refused' then clock_timestamp() end
     from held
     where task_id = held.id and attempt = $2 and outcome in ('intended', 'unknown') and outcome <> $3
     returning task_id
   )
   select true as is_new from settled
   union all
   select false from held join spends on task_id = held.id where attempt = $2 and outcome = $3`,
)
