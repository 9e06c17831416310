import { statement } from '../database.ts'

/** Free means that the process which held it is gone. Held until the transaction ends. */
export const tryExecutorLock = statement<{ free: boolean }>(
  'try-executor-lock',
  `select pg_try_advisory_xact_lock(hashtextextended('reelay executor ' || $1, 0)) as free`,
)
