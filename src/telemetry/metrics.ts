import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestLog } from './request-log.ts'

/** What Prometheus is shown of this process. */
export interface Metrics {
  /** Counts every request by action and code. */
  readonly requests: RequestLog
  page(): Promise<{ readonly contentType: string; readonly text: string }>
}

export type MetricSources = {
  /** The actions that are served: what a caller makes up shall not become a label. */
  readonly actions: readonly string[]
  /** Tasks that have not ended, by stage. Rejects when the database does not answer. */
  readonly unfinishedTasks: () => Promise<readonly UnfinishedTasks[]>
  /** Requests that the request log could not keep so far; absent where there is none. */
  readonly droppedNotes?: () => number
}

export type UnfinishedTasks = {
  readonly stage: string
  readonly count: number
  /** Since the oldest of them was created. */
  readonly oldestSeconds: number
}

/** A describe takes a few milliseconds, a create that waits for a lost database some seconds. */
const latencyBucketsSeconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export function createMetrics(sources: MetricSources): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'reelay_requests_total',
    help: 'Requests to the API, by action and by the code they were answered with (ok: served).',
    labelNames: ['action', 'code'],
    registers,
  })
  const latency = new Histogram({
    name: 'reelay_request_seconds',
    help: 'Time from the head of a request to its answer.',
    labelNames: ['action'],
    buckets: latencyBucketsSeconds,
    registers,
  })
  const lookAtTasks = createTaskGauges(registers, sources)
  watchNotes(registers, sources)
  const served = new Set(sources.actions)
  return {
    requests: {
      note({ action: claimed, code, latencyMilliseconds }) {
        const action = served.has(claimed) ? claimed : 'other'
        requests.inc({ action, code: code === '' ? 'ok' : code })
        latency.observe({ action }, latencyMilliseconds / 1000)
      },
    },
    async page() {
      await lookAtTasks()
      return { contentType: register.contentType, text: await register.metrics() }
    },
  }
}

/** Asked at every look. The tasks are those of all processes: every process shows the same numbers. */
function createTaskGauges(registers: Registry[], { unfinishedTasks }: MetricSources): () => Promise<void> {
  const up = new Gauge({ name: 'reelay_database_up', help: 'Whether the database answers.', registers })
  const count = new Gauge({
    name: 'reelay_unfinished_tasks',
    help: 'Tasks that have not ended, by stage.',
    labelNames: ['stage'],
    registers,
  })
  const oldest = new Gauge({
    name: 'reelay_unfinished_task_oldest_seconds',
    help: 'Age of the oldest task that has not ended, by stage.',
    labelNames: ['stage'],
    registers,
  })
  return async () => {
    // An outage is one of the things to be shown.
    const tasks = await unfinishedTasks().catch(() => null)
    up.set(tasks === null ? 0 : 1)
    count.reset()
    oldest.reset()
    for (const each of tasks ?? []) {
      count.set({ stage: each.stage }, each.count)
      oldest.set({ stage: each.stage }, each.oldestSeconds)
    }
  }
}

function watchNotes(registers: Registry[], { droppedNotes }: MetricSources): void {
  if (droppedNotes === undefined) return
  const dropped: Gauge = new Gauge({
    name: 'reelay_request_log_dropped',
    help: 'Requests since the start that the request log could not keep.',
    registers,
    collect() {
      dropped.set(droppedNotes())
    },
  })
}
