import { idempotencyDays } from '../contract/extensions.ts'
import type { Database } from '../database/database.ts'
import { sweepKeys } from './sql/sweep-idempotency-keys.ts'

/** Small enough that no create waits for it long. */
const batchSizeMax = 1000

/** Removes the idempotency keys that are over: they are free anyway, this is for the disk. Returns how many. */
export async function sweepIdempotencyKeys(database: Database, batchSize = batchSizeMax): Promise<number> {
  for (let swept = 0; ;) {
    const rows = await database.query(sweepKeys, [idempotencyDays * 24, batchSize])
    swept += rows.length
    if (rows.length < batchSize) return swept
  }
}
