import { repeatableStatement } from '../database.ts'

/** A worker that ends in an orderly way fences itself, and tells the others that there may be something to take over. */
export const leaveWorkers = repeatableStatement<{ executor_id: string }>(
  'leave-workers',
  `with gone as (
     update workers set fenced_at = clock_timestamp(), fenced_by = executor_id
     where executor_id = $1 and fenced_at is null returning executor_id
   )
   select executor_id, pg_notify('reelay_workers', '') from gone`,
)
