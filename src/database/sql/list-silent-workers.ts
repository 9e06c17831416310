import { statement } from '../database.ts'

/** Workers but $1 that have not beaten for $2 seconds, by the database's clock. */
export const listSilentWorkers = statement<{
  executor: string
  host: string
  silent_seconds: number
}>(
  'list-silent-workers',
  `select executor_id as executor, host,
     extract(epoch from clock_timestamp() - beat_at)::float8 as silent_seconds
   from workers
   where fenced_at is null and executor_id <> $1 and beat_at < clock_timestamp() - make_interval(secs => $2)`,
)
