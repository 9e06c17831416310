import { repeatableStatement } from '../../database/database.ts'

/**
 * Many creates in one statement and one fsync: each task with its first event, and one NOTIFY for the dispatcher.
 * A group that is sent again after a lost answer changes nothing.
 */
export const createTasks = repeatableStatement<{ id: string }>(
  'create-tasks',
  `with arrived as (
     insert into tasks (id, account_id, vendor, request_id, request, job)
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[])
     on conflict (id) do nothing
     returning id, vendor
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, 'queued', 'created', jsonb_build_object('vendor', vendor) from arrived
   )
   select id, pg_notify('reelay_tasks', '') from arrived limit 1`,
)
