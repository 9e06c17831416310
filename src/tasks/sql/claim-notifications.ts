import { statement } from '../../database/database.ts'
import type { TaskViewRow } from '../task-view.ts'

export type NotificationRow = TaskViewRow & {
  account_id: bigint
  request_id: string
  finished_at: Date
  url: string
  receiver: string
  secret: Buffer
  session_id: string | null
  attempts: number
  failures: number
}

/**
 * Takes up to $1 due notifications for $5 seconds: for so long they are nobody else's. Of each receiver at most $4 less
 * what this worker is sending to it already ($2, $3), and the receivers in a random order: whoever has a long queue or
 * hangs keeps nobody else waiting.
 */
export const claimNotifications = statement<NotificationRow>(
  'claim-notifications',
  `with recursive receivers (receiver) as (
     (select receiver from notifications where state = 'due' and due_at <= now() order by receiver limit 1)
     union all
     select (
       select later.receiver from notifications as later
       where later.state = 'due' and later.due_at <= now() and later.receiver > receivers.receiver
       order by later.receiver limit 1
     ) from receivers where receivers.receiver is not null
   ), drawn as (
     select receiver, $4::int4 - coalesce(sending, 0) as free
     from receivers left join unnest($2::text[], $3::int4[]) as busy (receiver, sending) using (receiver)
     where receiver is not null and coalesce(sending, 0) < $4::int4
     order by random() limit $1
   ), chosen as (
     select task_id from drawn cross join lateral (
       select task_id from notifications
       where state = 'due' and notifications.receiver = drawn.receiver and due_at <= now()
       order by due_at limit drawn.free for update skip locked
     ) as due limit $1
   )
   update notifications set
     due_at = now() + make_interval(secs => $5), attempts = attempts + 1, updated_at = now()
   from tasks
   where task_id in (select task_id from chosen) and tasks.id = task_id
   returning tasks.id, account_id, stage, results, message, request_id, finished_at,
     url, receiver, secret, session_id, attempts, failures`,
)
