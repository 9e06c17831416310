import { repeatableStatement } from '../database.ts'

/** Forgets workers that are gone for a day: until then people may ask what became of one. */
export const sweepWorkers = repeatableStatement<never>(
  'sweep-workers',
  `delete from workers where cleared_at < clock_timestamp() - interval '1 day'`,
)
