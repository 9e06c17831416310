import { statement } from '../database.ts'

/** One process at a time sets up the first account; held until the transaction ends. */
export const lockBootstrap = statement(
  'lock-bootstrap',
  `select pg_advisory_xact_lock(hashtextextended('reelay bootstrap', 0))`,
)
