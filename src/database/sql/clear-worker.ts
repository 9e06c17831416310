import { repeatableStatement } from '../database.ts'

/** Nothing is left that this worker ran. */
export const clearWorker = repeatableStatement<never>(
  'clear-worker',
  'update workers set cleared_at = clock_timestamp() where executor_id = $1 and cleared_at is null',
)
