import { repeatableStatement } from '../database.ts'

/**
 * Fences $1 in the name of $2, unless it has beaten within $3 seconds after all: whoever judged may have slept himself
 * before he got here.
 */
export const fenceWorker = repeatableStatement<{ executor_id: string }>(
  'fence-worker',
  `update workers set fenced_at = clock_timestamp(), fenced_by = $2
   where executor_id = $1 and fenced_at is null and beat_at < clock_timestamp() - make_interval(secs => $3)
   returning executor_id`,
)
