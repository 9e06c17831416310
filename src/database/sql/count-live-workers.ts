import { repeatableStatement } from '../database.ts'

/** How many processes work on tasks now: beaten within the time after which one counts as dead, and not fenced. */
export const countLiveWorkers = repeatableStatement<{ workers: number }>(
  'count-live-workers',
  `select count(*)::int4 as workers from workers
   where fenced_at is null and beat_at > clock_timestamp() - make_interval(secs => 8)`,
)
