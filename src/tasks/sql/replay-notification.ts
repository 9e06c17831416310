import { statement } from '../../database/database.ts'

/** Makes the notification of a task that has ended due again, from the start of the schedule. */
export const replayNotification = statement<{ task_id: string }>(
  'replay-notification',
  `with due as (
     update notifications set state = 'due', due_at = now(), failures = 0, updated_at = now()
     where task_id = $1 and state <> 'awaiting'
     returning task_id
   ), told as (
     insert into task_events (task_id, stage, kind) select task_id, 'notify', 'replayed' from due
     returning pg_notify('reelay_notifications', '')
   )
   select task_id from due`,
)
