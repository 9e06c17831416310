import { statement } from '../database.ts'

/** A living process holds this on a session of its own: the database lets go of it when the process dies. */
export const holdExecutorLock = statement<{ held: boolean }>(
  'hold-executor-lock',
  `select pg_try_advisory_lock(hashtextextended('reelay executor ' || $1, 0)) as held`,
)
