import { statement } from '../database.ts'

/**
 * Ends the sessions of this name that are older than this one: a connection that hangs is missed by the server only
 * after hours, and would keep the lock of its worker as long.
 */
export const endOlderSession = statement<{ gone: boolean }>(
  'end-older-session',
  `select pg_terminate_backend(pid, 1000) as gone from pg_stat_activity
   where datname = current_database() and application_name = current_setting('application_name')
     and pid <> pg_backend_pid()`,
)
