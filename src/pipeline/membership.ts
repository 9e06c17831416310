import type { Database } from '../database/database.ts'
import { listRunningWorkflows } from '../database/sql/list-running-workflows.ts'
import { tryExecutorLock } from '../database/sql/try-executor-lock.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'

/**
 * Who lives? Every worker holds an advisory lock on its own name, on a session of its own: PostgreSQL lets go of it
 * the moment the process dies. A name whose lock is free but which still "runs" tasks is dead, and its tasks go back
 * into their queues. This replaces the paid service the engine would want for it (engine.md 6).
 */
export async function recoverDeadWorkers(
  database: Database,
  engine: Engine,
  executorId: string,
  log: Log,
): Promise<void> {
  for (const { executor, queue, ids } of await database.query(listRunningWorkflows, [executorId])) {
    await database.transaction(async (transaction) => {
      const [lock] = await transaction.query(tryExecutorLock, [executor])
      if (lock?.free !== true) return
      // Under the dead worker's lock, so that two rescuers do not take turns.
      await engine.resume(ids, queue)
      log.warn({ executor, tasks: ids.length }, 'a worker is gone; its tasks go on here or elsewhere')
    })
  }
}
