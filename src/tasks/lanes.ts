import type { Database } from '../database/database.ts'
import type { Concurrency } from '../vendors/registry.ts'
import { admitTasks } from './sql/admit-tasks.ts'
import { findWaitingLanes } from './sql/find-waiting-lanes.ts'
import { lockLane } from './sql/lock-lane.ts'
import { registerLanes } from './sql/register-lanes.ts'

export type Lane = {
  readonly vendor: string
  readonly concurrency: Concurrency
  readonly requestsPerSecond?: number | undefined
}

export type Admitted = { readonly taskId: string; readonly accountId: bigint }

/** The pipeline's side of the lanes: a lane per vendor, in which tasks wait for a slot. */
export interface Lanes {
  /** Says how many slots there are, before anybody is admitted. */
  register(lanes: readonly Lane[]): Promise<void>
  /** Those of these lanes in which anybody waits. */
  waiting(vendors: readonly string[]): Promise<readonly string[]>
  /**
   * Gives free slots of a lane away, at most so many, and hands the tasks that got one over within the transaction.
   * Returns how many; 0 also when another process is just doing the same.
   */
  admit(
    vendor: string,
    countMax: number,
    handOver: (transaction: Database, admitted: readonly Admitted[]) => Promise<void>,
  ): Promise<number>
}

export function createLanes(database: Database): Lanes {
  return {
    async register(lanes) {
      await database.query(registerLanes, [
        lanes.map(({ vendor }) => vendor),
        lanes.map(({ concurrency }) => ('total' in concurrency ? concurrency.total : concurrency.perWorker)),
        lanes.map(({ concurrency }) => 'perWorker' in concurrency),
        lanes.map(({ requestsPerSecond }) => requestsPerSecond),
      ])
    },
    async waiting(vendors) {
      return (await database.query(findWaitingLanes, [vendors])).map(({ vendor }) => vendor)
    },
    admit: (vendor, countMax, handOver) =>
      database.transaction(async (transaction) => {
        const [lock] = await transaction.query(lockLane, [vendor])
        if (lock?.free !== true) return 0
        const rows = await transaction.query(admitTasks, [vendor, countMax])
        if (rows.length > 0) {
          await handOver(
            transaction,
            rows.map((row) => ({ taskId: row.id, accountId: row.account_id })),
          )
        }
        return rows.length
      }),
  }
}
