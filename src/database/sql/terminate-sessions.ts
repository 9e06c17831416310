import { statement } from '../database.ts'

/**
 * Ends every session of a worker but this one, and waits for each until it is gone (2 s at most): what it had not
 * committed by then never will be. `left` says how many are still there.
 */
export const terminateSessions = statement<{ ended: number; left: number }>(
  'terminate-sessions',
  `select (count(*) filter (where gone))::int4 as ended, (count(*) filter (where not gone))::int4 as left
   from (
     select pg_terminate_backend(pid, 2000) as gone from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and starts_with(application_name, 'reelay ')
       and right(application_name, length($1) + 1) = ' ' || $1
   ) as session`,
)
