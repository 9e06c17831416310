import { repeatableStatement } from '../../database/database.ts'

/**
 * Many creates in one statement and one fsync: each task with its first event and whom to tell of its end, and one
 * NOTIFY for admission.
 * Returns what each idempotency key stands for now.
 *
 * The key's row decides who creates: whoever inserts it, or finds it older than $9 hours, makes the task; everybody
 * else, also one that waited for the row in another process, gets the task that it names. In the order of the keys, so
 * that two groups never wait for each other. A group that is sent again after a lost answer finds its own keys and
 * tasks, and changes nothing.
 */
export const createTasks = repeatableStatement<{
  account_id: bigint
  key: string
  digest: string
  task_id: string
}>(
  'create-tasks',
  `with asked as (
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[], $7::text[], $8::text[],
         $15::smallint[])
       with ordinality as asked (id, account_id, vendor, request_id, request, job, key, digest, priority, place)
   ), keyed as (
     insert into idempotency_keys as held (account_id, key, digest, task_id)
     select distinct on (account_id, key) account_id, key, digest, id from asked
     where key is not null order by account_id, key, place
     on conflict (account_id, key) do update set
       digest = case when held.created_at < now() - make_interval(hours => $9) then excluded.digest else held.digest end,
       task_id = case when held.created_at < now() - make_interval(hours => $9) then excluded.task_id else held.task_id end,
       created_at = case when held.created_at < now() - make_interval(hours => $9) then now() else held.created_at end
     returning account_id, key, digest, task_id
   ), arrived as (
     insert into tasks (id, account_id, vendor, request_id, request, job, priority)
     select id, account_id, vendor, request_id, request, job, priority from asked
     where key is null or id in (select task_id from keyed)
     on conflict (id) do nothing
     returning id, vendor
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, 'queued', 'created', jsonb_build_object('vendor', vendor) from arrived
   ), to_be_told as (
     insert into notifications (task_id, url, receiver, secret, session_id)
     select wish.* from unnest($10::text[], $11::text[], $12::text[], $13::bytea[], $14::text[])
       as wish (task_id, url, receiver, secret, session_id)
     join arrived on arrived.id = wish.task_id
   )
   select account_id, key, digest, task_id from keyed
   union all
   select null, null, null, pg_notify('reelay_tasks', '')::text from (select from arrived limit 1) as any_arrived`,
)
