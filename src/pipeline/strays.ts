import type { Database } from '../database/database.ts'
import { listOwnWorkflows } from '../database/sql/list-own-workflows.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'

/** Between the claim of a task and the first word of its story lies a read of the database. */
const settleSeconds = 5

export type StrayWatch = {
  readonly database: Database
  readonly engine: Pick<Engine, 'resume' | 'isTelling'>
  readonly executorId: string
  readonly log: Log
}

/**
 * Finds tasks that this process is said to run and does not: the engine may claim one and never hear that the claim was
 * committed, or fail to read it afterwards. To everybody else such a task looks well. One that is seen in two looks
 * running goes back into its queue.
 */
export function createStrayWatch({ database, engine, executorId, log }: StrayWatch): () => Promise<void> {
  let suspects = new Set<string>()
  return async () => {
    const untold = new Set<string>()
    for (const { queue, ids } of await database.query(listOwnWorkflows, [executorId, settleSeconds])) {
      const here = ids.split(',').filter((id) => !engine.isTelling(id))
      const strays = here.filter((id) => suspects.has(id))
      for (const id of here) untold.add(id)
      if (strays.length === 0) continue
      log.warn({ tasks: strays.length }, 'tasks were claimed here and never begun; starting them again')
      await engine.resume(strays, queue)
      for (const id of strays) untold.delete(id)
    }
    suspects = untold
  }
}
