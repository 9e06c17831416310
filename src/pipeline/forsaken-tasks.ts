import type { Database } from '../database/database.ts'
import type { WorkerSession } from '../database/member.ts'
import { listForsakenTasks } from '../tasks/sql/list-forsaken-tasks.ts'
import { serveLanes } from '../tasks/sql/serve-lanes.ts'
import type { TaskLedger } from '../tasks/task-ledger.ts'
import type { Log } from '../telemetry/log.ts'
import { giveUpTask } from './give-up.ts'
import { noLongerConfigured } from './tools.ts'

/** A worker says what it serves no oftener than this. */
const sayEverySeconds = 20
/** A key that was left out by mistake may come back for so long. */
const forsakenSeconds = 3600
/** After a standstill of all, everybody has so long to come back before one judges who does not. */
const steadySecondsMin = 600
const pageSize = 500

export type ForsakenWatch = {
  readonly database: Database
  readonly ledger: TaskLedger
  readonly session: Pick<WorkerSession, 'executorId' | 'steadySeconds'>
  /** What this worker has in its configuration. */
  readonly vendors: readonly string[]
  readonly log: Log
}

/**
 * Says which vendors this worker serves, and ends the tasks of those that nobody serves any more: their queue is nobody's,
 * so that without this they would wait for ever, also for their cancel.
 */
export async function endForsakenTasks({
  database,
  ledger,
  session,
  vendors,
  log,
}: ForsakenWatch): Promise<void> {
  await database.query(serveLanes, [vendors, sayEverySeconds])
  if (session.steadySeconds() < steadySecondsMin) return
  for (const { id, vendor } of await database.query(listForsakenTasks, [forsakenSeconds, pageSize])) {
    log.warn({ taskId: id, vendor }, 'no worker has this vendor any more; ending its task')
    await giveUpTask(id, noLongerConfigured(vendor), { ledger, owner: session.executorId })
  }
}
