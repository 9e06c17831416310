import type { Database } from '../database/database.ts'
import { takeUndispatchedTasks } from '../tasks/sql/take-undispatched-tasks.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'
import { watchOutbox } from './outbox-watch.ts'

const batchSizeMax = 256

export type Dispatcher = { stop(): Promise<void> }

/**
 * Hands new tasks to the engine. The row is the outbox: creating a task needs no engine, so an API process stays
 * light and a create costs a third of what it would with the engine's rows in the same statement (engine.md 3).
 */
export const startDispatcher = (database: Database, engine: Engine, log: Log): Promise<Dispatcher> =>
  watchOutbox({
    database,
    channel: 'reelay_tasks',
    log,
    async drain({ signal }) {
      while (!signal.aborted && (await dispatchBatch(database, engine)) === batchSizeMax) continue
    },
  })

/** One transaction: the task leaves the outbox exactly when the engine has it. */
const dispatchBatch = (database: Database, engine: Engine): Promise<number> =>
  database.transaction(async (transaction) => {
    const rows = await transaction.query(takeUndispatchedTasks, [batchSizeMax])
    if (rows.length > 0) {
      await engine.enqueue(
        transaction,
        rows.map((row) => ({ taskId: row.id, accountId: row.account_id, vendor: row.vendor })),
      )
    }
    return rows.length
  })
