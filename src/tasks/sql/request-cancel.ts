import { repeatableStatement } from '../../database/database.ts'
import type { CancelState, Stage } from '../task.ts'

/**
 * Asks for the end of a task ($2) of an account ($1), and returns how it stood before. A task that nobody has begun ends
 * here and now, with the message $3, its one end, its notification due, and its place in the queue free. Of any other the
 * worker that has it is told. A task that has ended stays as it is, and a second cancel changes nothing.
 */
export const requestCancel = repeatableStatement<{ stage: Stage; cancel: CancelState | null }>(
  'request-cancel',
  `with asked as (
     select id, stage, cancel from tasks where account_id = $1 and id = $2 for no key update
   ), unsent as (
     update tasks set
       stage = 'failed', cancel = 'unsent', message = $3, updated_at = now(), finished_at = now()
     where id = (select id from asked where stage = 'queued')
       -- After a restore a waiting task may have been sent all the same (doubt-unsent-tasks).
       and not exists (select from spends where task_id = id and outcome <> 'refused')
     returning id, pg_notify('reelay_tasks', '')
   ), requested as (
     update tasks set cancel = 'requested', updated_at = now()
     where id = (select id from asked where stage not in ('done', 'failed') and cancel is null)
       and id not in (select id from unsent)
     returning id, stage, pg_notify('reelay_cancels', id)
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, stage, kind, detail from (
       select 1 as place, id, stage, 'cancel-requested' as kind, '{}'::jsonb as detail from requested
       union all select 1, id, 'queued', 'cancel-requested', '{}' from unsent
       union all select 2, id, 'queued', 'ended',
         jsonb_build_object('status', 'FAIL', 'message', $3::text, 'cancel', 'unsent') from unsent
     ) as events order by place
   ), due as (
     update notifications set state = 'due', due_at = now(), updated_at = now() from unsent
     where task_id = unsent.id
     returning pg_notify('reelay_notifications', '')
   )
   select stage, cancel from asked`,
)
