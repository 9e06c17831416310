import type { Database } from '../database/database.ts'
import { sweepIdempotencyKeys } from '../tasks/idempotency-sweep.ts'
import { listUnfinishedTasks } from '../tasks/sql/list-unfinished-tasks.ts'
import { redriveTasks } from '../tasks/sql/redrive-tasks.ts'
import type { TaskLedger } from '../tasks/task-ledger.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'
import { recoverDeadWorkers } from './membership.ts'

/** A dead worker's tasks must go on within 15 s; this is how often somebody looks. */
const membershipEverySeconds = 5
/** How often every unfinished task is compared with what the engine knows. */
const reconcileEverySeconds = 30
/** The engine gets this long to take a task before it counts as missing. */
const settleSeconds = 60
/** After so many new starts the fault is in the task, not in the weather. */
const redrivesMax = 5
const pageSize = 1000

export type Reconciler = { stop(): Promise<void> }

export type ReconcilerSettings = {
  readonly database: Database
  readonly engine: Engine
  readonly ledger: TaskLedger
  readonly executorId: string
  readonly log: Log
}

/** Watches over the engine: no task may be stranded, whatever went wrong below. */
export function startReconciler(settings: ReconcilerSettings): Reconciler {
  const { database, engine, executorId, log } = settings
  const members = repeat(
    membershipEverySeconds,
    () => recoverDeadWorkers(database, engine, executorId, log),
    log,
  )
  const stranded = repeat(reconcileEverySeconds, () => reconcile(settings), log)
  const swept = repeat(reconcileEverySeconds, async () => void (await sweepIdempotencyKeys(database)), log)
  return {
    async stop() {
      await Promise.all([members(), stranded(), swept()])
    },
  }
}

/** Starts every unfinished task again whose workflow is missing or has ended without ending the task. */
export async function reconcile({
  database,
  engine,
  ledger,
  executorId,
  log,
}: ReconcilerSettings): Promise<void> {
  for (let after = ''; ;) {
    const page = await database.query(listUnfinishedTasks, [settleSeconds, after, pageSize])
    const states = await engine.states(page.map((task) => task.id))
    const lost = page.filter((task) => states.get(task.id) === 'ended' || !states.has(task.id))
    for (const task of lost.filter(({ redrives }) => redrives >= redrivesMax)) {
      const claim = await ledger.claim(task.id, executorId)
      if (claim === null) continue
      const message = `The task was started ${redrivesMax} times and never came to an end; the server's log has the details.`
      await ledger.advance(claim, {
        stage: 'failed',
        message,
        cancel: 'discarded',
        event: { stage: 'failed', kind: 'ended', detail: { status: 'FAIL', message } },
      })
    }
    const again = lost.filter(({ redrives }) => redrives < redrivesMax).map((task) => task.id)
    if (again.length > 0) {
      log.warn({ tasks: again.length }, 'tasks had lost their workflow; starting them again')
      await engine.forget(again)
      await database.transaction(async (transaction) => {
        const rows = await transaction.query(redriveTasks, [again])
        await engine.enqueue(
          transaction,
          rows.map(({ id, vendor }) => ({ taskId: id, vendor })),
        )
      })
    }
    const last = page.at(-1)
    if (page.length < pageSize || last === undefined) return
    after = last.id
  }
}

/** Runs the work at once and then every so often, never twice at a time. Returns the way to stop. */
function repeat(everySeconds: number, work: () => Promise<void>, log: Log): () => Promise<void> {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) =>
        log.warn({ err: error }, 'watching over the tasks failed; trying again'),
      )
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everySeconds * 1000)
        stopping.signal.addEventListener('abort', () => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  })()
  return async () => {
    stopping.abort()
    await running
  }
}
