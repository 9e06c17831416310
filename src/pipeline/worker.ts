import { setTimeout as pauseMilliseconds } from 'node:timers/promises'
import type { Pool } from 'pg'
import { isDatabaseAway } from '../database/connection-loss.ts'
import type { Database } from '../database/database.ts'
import type { WorkerSession } from '../database/member.ts'
import { createLanePace } from '../tasks/lane-pace.ts'
import { createLanes } from '../tasks/lanes.ts'
import { createDoubtfulSpends } from '../tasks/doubtful-spends.ts'
import { createTaskLedger } from '../tasks/task-ledger.ts'
import type { Log } from '../telemetry/log.ts'
import { startAdmission } from './admission/admission.ts'
import { createPaceGate } from './admission/pace-gate.ts'
import { startCancelEars } from './cancel-ears.ts'
import { createDurableEngine, type DurableEngineSettings } from './durable-engine.ts'
import type { Engine, Story } from './engine.ts'
import { createLookout } from './looks/lookout.ts'
import { openRenderTimeBook } from './looks/render-time-book.ts'
import { haltingLedger } from './halting-ledger.ts'
import type { ObservedTasks } from './observed-tasks.ts'
import { startLateFinds } from './late-finds.ts'
import { startReconciler } from './reconciler.ts'
import { tellStory } from './story.ts'
import type { PipelineTools } from './tools.ts'

/** Running tasks get this long to reach their end when the process is told to stop. */
const graceSeconds = 5

export type WorkerSettings = {
  readonly database: Database
  /** For the engine alone; with the handlers that keep a killed PostgreSQL from killing us. */
  readonly enginePool: Pool
  /** This process's place among the workers. */
  readonly session: WorkerSession
  /** Runs the engine's own migrations under the lock that ours run under. */
  whileMigrating(work: () => Promise<void>): Promise<void>
  readonly tools: Pick<
    PipelineTools,
    'vendors' | 'intake' | 'store' | 'vendorFetch' | 'callbackUrl' | 'scratchDirectory' | 'now'
  >
  /** Absent: nobody looks. */
  readonly observed?: ObservedTasks
  readonly log: Log
}

export type Worker = { stop(): Promise<void> }

/** The part of Reelay that works on tasks, on DBOS unless told otherwise. */
export async function startWorker(
  settings: WorkerSettings,
  createEngine: (settings: DurableEngineSettings) => Engine = createDurableEngine,
): Promise<Worker> {
  const { database, session, log } = settings
  const { executorId, fenced } = session
  const halt = new AbortController()
  const ledger = createTaskLedger(database)
  const { observed } = settings
  const cancels = await startCancelEars(database, log)
  const times = await openRenderTimeBook(database, log)
  const lookout = createLookout({ tools: settings.tools, times, log })
  // What is in flight is another worker's then, and so are the looks.
  fenced.addEventListener('abort', () => lookout.stop())
  const stopHearing = await database.listen('reelay_callbacks', (taskId) => lookout.hint(taskId))
  const tools: PipelineTools = {
    ...settings.tools,
    lookout,
    ledger: haltingLedger(observed?.ledger(ledger) ?? ledger, halt.signal, fenced),
    cancels,
    gate: createPaceGate({
      pace: createLanePace(database),
      now: settings.tools.now,
      halt: AbortSignal.any([halt.signal, fenced]),
      log,
    }),
    owner: executorId,
    pause: (seconds, signal) => pauseMilliseconds(seconds * 1000, undefined, { signal }),
    persist,
    log,
  }
  const story: Story = (taskId, step) => tellStory(taskId, step, tools)
  const engine = createEngine({
    database,
    pool: settings.enginePool,
    executorId,
    queues: [...tools.vendors].map(([vendor, { concurrency }]) => ({
      vendor,
      ...('perWorker' in concurrency ? { perWorkerMax: concurrency.perWorker } : {}),
    })),
    story: observed?.story(story) ?? story,
    fenced,
    log,
  })
  await settings.whileMigrating(() => engine.start())
  const lanes = createLanes(database)
  const vendors = [...tools.vendors.keys()]
  await lanes.register([...tools.vendors].map(([vendor, entry]) => ({ ...entry, vendor })))
  const admission = await startAdmission({ database, lanes, engine, vendors, log })
  const reconciler = await startReconciler({ database, engine, ledger, session, vendors, log })
  const stopLateFinds = startLateFinds(tools, createDoubtfulSpends(database))
  return {
    async stop() {
      await admission.stop()
      await reconciler.stop()
      await stopLateFinds()
      await engine.stop(graceSeconds)
      await cancels.stop()
      await stopHearing()
      halt.abort()
      lookout.stop()
      await times.stop()
    },
  }
}

/** About a minute of tries, with growing pauses, for a database that is away. */
async function persist<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error) || attempt >= 12) throw error
      await pauseMilliseconds(Math.min(attempt * 500, 8000))
    }
  }
}
