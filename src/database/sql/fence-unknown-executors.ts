import { statement } from '../database.ts'

/**
 * The engine may know of processes that the table does not: those of a Reelay from before it. One that holds its lock
 * lives; the others are written down as fenced, and then treated as such.
 */
export const fenceUnknownExecutors = statement<{ executor: string }>(
  'fence-unknown-executors',
  `insert into workers (executor_id, host, process_id, version, fenced_at, fenced_by)
   select executor_id, 'unknown', 0, 'unknown', clock_timestamp(), $1
   from (
     select distinct executor_id from dbos.workflow_status
     where status = 'PENDING' and executor_id is not null and queue_name is not null
       and not exists (select from workers where workers.executor_id = workflow_status.executor_id)
     offset 0
   ) as unknown
   where pg_try_advisory_xact_lock(hashtextextended('reelay executor ' || executor_id, 0))
   on conflict (executor_id) do nothing
   returning executor_id as executor`,
)
