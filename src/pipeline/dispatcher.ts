import type { Database } from '../database/database.ts'
import { takeUndispatchedTasks } from '../tasks/sql/take-undispatched-tasks.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'

const batchSizeMax = 256

/** A NOTIFY may be lost with its connection; this often we look without being told. */
const lookEverySeconds = 1

export type Dispatcher = { stop(): Promise<void> }

/**
 * Hands new tasks to the engine. The row is the outbox: creating a task needs no engine, so an API process stays
 * light and a create costs a third of what it would with the engine's rows in the same statement (engine.md 3).
 */
export async function startDispatcher(database: Database, engine: Engine, log: Log): Promise<Dispatcher> {
  const stopping = new AbortController()
  let running: Promise<void> | null = null
  let again = false

  const drain = async (): Promise<void> => {
    do {
      again = false
      while (!stopping.signal.aborted && (await dispatchBatch(database, engine)) === batchSizeMax) continue
    } while (again && !stopping.signal.aborted)
  }
  const wake = (): void => {
    again = true
    if (running !== null || stopping.signal.aborted) return
    running = drain()
      .catch((error: unknown) => log.warn({ err: error }, 'dispatching failed; trying again'))
      .finally(() => {
        running = null
      })
  }
  const stopListening = await database.listen('reelay_tasks', wake)
  const timer = setInterval(wake, lookEverySeconds * 1000)
  wake()
  return {
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await stopListening()
      await running
    },
  }
}

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
