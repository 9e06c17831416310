import { statement } from '../../database/database.ts'

/**
 * Gives every task that is not known to be sent a call of unknown outcome, with a line on its timeline. A task with an
 * open call keeps that one.
 */
export const doubtUnsentTasks = statement<{ tasks: number }>(
  'doubt-unsent-tasks',
  `with doubted as (
     insert into spends (task_id, attempt, vendor, outcome, reason)
     select id, (select coalesce(max(attempt), 0) + 1 from spends where task_id = tasks.id), vendor, 'unknown', $1
     from tasks where stage in ('queued', 'intake', 'submit')
     on conflict do nothing
     returning task_id
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, stage, 'doubted', jsonb_build_object('reason', $1) from tasks join doubted on task_id = id
   )
   select count(*)::integer as tasks from doubted`,
)
