import type { Database } from '../database/database.ts'
import { tryTurn } from '../database/sql/try-turn.ts'
import type { WorkerSession } from '../database/member.ts'
import { sweepIdempotencyKeys } from '../tasks/idempotency-sweep.ts'
import { listLostTasks } from '../database/sql/list-lost-tasks.ts'
import { redriveTasks } from '../tasks/sql/redrive-tasks.ts'
import type { TaskLedger } from '../tasks/task-ledger.ts'
import type { Log } from '../telemetry/log.ts'
import { forgetEndedWorkflows } from './ended-workflows.ts'
import type { Engine } from './engine.ts'
import { endForsakenTasks } from './forsaken-tasks.ts'
import { giveUpTask } from './give-up.ts'
import { recoverDeadWorkers, sweepMembership } from './membership.ts'
import { watchOutbox } from './outbox-watch.ts'
import { repeat } from './repeat.ts'
import { createStrayWatch } from './strays.ts'

/** Lost and stray tasks must go on within 15 s, so somebody looks for them this often. */
const strandedEverySeconds = 4
/** What may wait. */
const sweepEverySeconds = 30
/** A task that was handed over just now is left alone for this long. */
const settleSeconds = 5
/** After so many new starts the fault is in the task, not in the weather. */
const redrivesMax = 5
const pageSize = 1000

export type Reconciler = { stop(): Promise<void> }

export type ReconcilerSettings = {
  readonly database: Database
  readonly engine: Engine
  readonly ledger: TaskLedger
  readonly session: Pick<WorkerSession, 'executorId' | 'steadySeconds'>
  /** What this worker has in its configuration. */
  readonly vendors: readonly string[]
  readonly log: Log
}

/** Watches over the other workers and the engine: no task may be stranded, whatever went wrong below. */
export async function startReconciler(settings: ReconcilerSettings): Promise<Reconciler> {
  const { database, engine, session, log } = settings
  const members = await watchOutbox({
    database,
    channel: 'reelay_workers',
    drain: () => recoverDeadWorkers(settings),
    log,
  })
  const findStrays = createStrayWatch({ database, engine, executorId: session.executorId, log })
  const stops = [
    repeat(strandedEverySeconds, () => reconcile(settings), log),
    repeat(strandedEverySeconds, findStrays, log),
    repeat(sweepEverySeconds, () => sweepMembership(settings), log),
    repeat(sweepEverySeconds, () => endForsakenTasks(settings), log),
    repeat(sweepEverySeconds, () => forgetEndedWorkflows(database, engine), log),
    repeat(sweepEverySeconds, async () => void (await sweepIdempotencyKeys(database)), log),
  ]
  return {
    async stop() {
      await Promise.all([members.stop(), ...stops.map((stop) => stop())])
    },
  }
}

/** Starts every unfinished task again whose workflow is missing or has ended without ending the task. */
export async function reconcile(settings: Omit<ReconcilerSettings, 'vendors'>): Promise<void> {
  const { database, engine, ledger, session, log } = settings
  await database.transaction(async (transaction) => {
    // One worker for all: a second one would forget what the first has just started again.
    const [turn] = await transaction.query(tryTurn, ['reconcile'])
    if (turn?.taken !== true) return
    const lost = await transaction.query(listLostTasks, [settleSeconds, pageSize])
    const owner = session.executorId
    for (const { id, redrives } of lost) {
      if (redrives >= redrivesMax) await giveUpTask(id, neverEnded, { ledger, owner })
    }
    const again = lost.filter(({ redrives }) => redrives < redrivesMax).map(({ id }) => id)
    if (again.length === 0) return
    log.warn({ tasks: again.length }, 'tasks had lost their workflow; starting them again')
    await engine.forget(again)
    const rows = await transaction.query(redriveTasks, [again])
    await engine.enqueue(
      transaction,
      rows.map(({ id, vendor }) => ({ taskId: id, vendor })),
    )
  })
}

const neverEnded = `The task was started ${redrivesMax} times and never came to an end; the server's log has the details.`
