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

/**
 * DBOS looks into one of our queues this often, whatever their number: 0.1 s costs about 1 % of a core and 43 ms of latency
 * (engine.md 5). Every queue that often cost a worker of four vendors 5 % and the database 45 transactions a second, idle.
 */
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
  /** Breaks off every step when it aborts: the database serves this process no more. */
  readonly fenced: AbortSignal
  readonly log: Log
}

export const queueOf = (vendor: string): string => `vendor-${vendor}`

export function createDurableEngine(settings: DurableEngineSettings): Engine {
  const { database } = settings
  const telling = new Map<string, number>()
  const step = durableStep(settings.fenced)
  registerStory(async (taskId) => {
    telling.set(taskId, (telling.get(taskId) ?? 0) + 1)
    try {
      await settings.story(taskId, step)
    } finally {
      const left = (telling.get(taskId) ?? 1) - 1
      if (left === 0) telling.delete(taskId)
      else telling.set(taskId, left)
    }
  })

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
          minPollingIntervalMs: queuePollMilliseconds * settings.queues.length,
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
    isTelling: (taskId) => telling.has(taskId),
    async stop(graceSeconds) {
      await DBOS.shutdown({ workflowCompletionTimeoutMS: graceSeconds * 1000 })
    },
  }
}

/** DBOS is one per process and finds a workflow by its name: it is registered once, and tells what the last engine has. */
let tell: ((taskId: string) => Promise<void>) | undefined

function registerStory(story: (taskId: string) => Promise<void>): void {
  if (tell === undefined) {
    DBOS.registerWorkflow((taskId: string) => tell?.(taskId) ?? Promise.resolve(), { name: workflowName })
  }
  tell = story
}

const durableStep =
  (fenced: AbortSignal): Step =>
  (name, policy, work) =>
    DBOS.runStep(
      () => {
        const { timeoutSignal, cancelSignal } = DBOS.stepStatus ?? {}
        const signals = [timeoutSignal, cancelSignal, fenced].filter((signal) => signal !== undefined)
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
