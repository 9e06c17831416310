import { statement } from '../database.ts'

/** Held until the transaction ends: of all workers only one at a time does what has this name. */
export const tryTurn = statement<{ taken: boolean }>(
  'try-turn',
  `select pg_try_advisory_xact_lock(hashtextextended('reelay turn ' || $1, 0)) as taken`,
)
