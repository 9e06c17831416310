import { DBOS } from '@dbos-inc/dbos-sdk'
import type { Pool } from 'pg'
import type { Database } from '../database/database.ts'
import { enqueueWorkflows } from '../database/sql/enqueue-workflows.ts'
import { readWorkflowStates } from '../database/sql/read-workflow-states.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine, Step, Story } from './engine.ts'

/**
 * DBOS behind the engine port, by the rules that made crash tests end clean (reference/engine.md 6): its own pool
 * with error handlers, a fixed application version (code changes go through DBOS.patch), every step with retries
 * and a time-out, recovery by membership.ts instead of a paid service, and a start under the migration lock (worker.ts):
 * two that migrate an empty database at once dead-lock.
 */
const applicationName = 'reelay'
const applicationVersion = 'reelay-1'
const workflowName = 'story'

/** DBOS looks for queued work this often: 0.1 s costs about 1 % of a core and 43 ms of latency (engine.md 5). */
const queuePollMilliseconds = 100

/** A queue carries what admission has let through. Only what a process itself can bear is bounded here. */
export type Queue = { readonly vendor: string; readonly perWorkerMax?: number }

export type DurableEngineSettings = {
  readonly database: Database
  readonly pool: Pool
  /** Unique per process, for ever: recovery asks whether the holder of this name still lives. */
  readonly executorId: string
  readonly queues: readonly Queue[]
  readonly story: Story
  readonly log: Log
}

export const queueOf = (vendor: string): string => `vendor-${vendor}`

export function createDurableEngine(settings: DurableEngineSettings): Engine {
  const { database, story } = settings
  const run = DBOS.registerWorkflow((taskId: string) => story(taskId, durableStep), { name: workflowName })
  void run // DBOS finds it by name

  return {
    async enqueue(transaction, tasks) {
      await transaction.query(enqueueWorkflows, [
        workflowName,
        applicationVersion,
        applicationName,
        tasks.map((task) => task.taskId),
        tasks.map((task) => queueOf(task.vendor)),
      ])
    },
    async start() {
      DBOS.setConfig({
        name: applicationName,
        applicationVersion,
        executorID: settings.executorId,
        systemDatabasePool: settings.pool,
        runMigrations: true,
        logger: quietLogger(settings.log),
        listenQueues: settings.queues.map((queue) => queueOf(queue.vendor)),
      })
      await DBOS.launch()
      for (const { vendor, perWorkerMax } of settings.queues) {
        await DBOS.registerQueue(queueOf(vendor), {
          ...(perWorkerMax === undefined ? {} : { workerConcurrency: perWorkerMax }),
          minPollingIntervalMs: queuePollMilliseconds,
          onConflict: 'always_update',
        })
      }
    },
    async resume(taskIds, queue) {
      await DBOS.resumeWorkflows([...taskIds], { queueName: queue })
    },
    async forget(taskIds) {
      await DBOS.deleteWorkflows([...taskIds])
    },
    async states(taskIds) {
      const rows = await database.query(readWorkflowStates, [taskIds])
      return new Map(rows.map((row) => [row.id, stateOf(row.status)]))
    },
    async stop(graceSeconds) {
      await DBOS.shutdown({ workflowCompletionTimeoutMS: graceSeconds * 1000 })
    },
  }
}

const durableStep: Step = (name, policy, work) =>
  DBOS.runStep(
    () => {
      const status = DBOS.stepStatus
      const signals = [status?.timeoutSignal, status?.cancelSignal].filter((signal) => signal !== undefined)
      return work(AbortSignal.any(signals))
    },
    {
      name,
      retriesAllowed: true,
      maxAttempts: policy.triesMax,
      intervalSeconds: policy.pauseSeconds,
      backoffRate: 1.5,
      timeoutMS: policy.timeoutSeconds * 1000,
    },
  )

function stateOf(status: string): 'waiting' | 'running' | 'ended' {
  if (status === 'PENDING') return 'running'
  if (status === 'ENQUEUED' || status === 'DELAYED') return 'waiting'
  return 'ended'
}

/** DBOS tells its launch story at info; ours is told elsewhere. */
function quietLogger(log: Log) {
  const tell = (level: 'debug' | 'warn' | 'error') => (entry: unknown) =>
    log[level]({ engine: 'dbos', ...(entry instanceof Error ? { err: entry } : {}) }, String(entry))
  return { info: tell('debug'), debug: tell('debug'), warn: tell('warn'), error: tell('error') }
}
