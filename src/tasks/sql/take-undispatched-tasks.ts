import { statement } from '../../database/database.ts'

/** The oldest tasks that the engine does not have yet; other dispatchers skip the ones we hold. */
export const takeUndispatchedTasks = statement<{ id: string; account_id: bigint; vendor: string }>(
  'take-undispatched-tasks',
  `update tasks set enqueued_at = now()
   where id in (
     select id from tasks where enqueued_at is null order by created_at limit $1 for update skip locked
   )
   returning id, account_id, vendor`,
)
