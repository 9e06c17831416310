import { statement } from '../../database/database.ts'

/** One pass at a time over a lane, whoever makes it. Held until the transaction ends, which is after its commit shows. */
export const lockLane = statement<{ free: boolean }>(
  'lock-lane',
  `select pg_try_advisory_xact_lock(hashtextextended('reelay lane ' || $1, 0)) as free`,
)
