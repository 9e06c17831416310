import { statement } from '../../database/database.ts'

/**
 * Says how an attempt ended, with its line of the timeline. No row when the attempt took longer than its lease and
 * somebody else has the notification now.
 */
export const settleNotification = statement<{ task_id: string }>(
  'settle-notification',
  `with settled as (
     update notifications set
       state = $3, failures = failures + case when $3 = 'delivered' then 0 else 1 end,
       due_at = case when $3 = 'due' then now() + make_interval(secs => $4) end,
       last_answer = $5, updated_at = now()
     where task_id = $1 and attempts = $2 and state = 'due'
     returning task_id
   ), told as (
     insert into task_events (task_id, stage, kind, detail) select task_id, 'notify', $6, $7::jsonb from settled
   )
   select task_id from settled`,
)
