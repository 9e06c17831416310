import { statement } from '../database.ts'

/**
 * Fences $1 in the name of $2, unless it has beaten within $3 seconds after all. In the transaction that judged, and while
 * that is young: what the judge knew of himself does not hold for longer.
 */
export const fenceWorker = statement<{ executor_id: string }>(
  'fence-worker',
  `update workers set fenced_at = clock_timestamp(), fenced_by = $2
   where executor_id = $1 and fenced_at is null and beat_at < clock_timestamp() - make_interval(secs => $3)
     and clock_timestamp() < now() + interval '2 seconds'
   returning executor_id`,
)
