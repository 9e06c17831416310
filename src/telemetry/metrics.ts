import { collectDefaultMetrics, Registry } from 'prom-client'
import { createLaneMetrics, type LaneSources } from './metrics/lane-metrics.ts'
import { createNotificationMetrics } from './metrics/notification-metrics.ts'
import { createPipelineMetrics } from './metrics/pipeline-metrics.ts'
import { createProcessMetrics, type ProcessSources } from './metrics/process-metrics.ts'
import { createRequestMetrics, type RequestSources } from './metrics/request-metrics.ts'
import { createStorageMetrics } from './metrics/storage-metrics.ts'
import { createTaskMetrics, type TaskSources } from './metrics/task-metrics.ts'
import { createVendorMetrics } from './metrics/vendor-metrics.ts'
import { type Observer, observeAll } from './observer.ts'

/** What Prometheus is shown of this process. */
export interface Metrics {
  readonly observer: Observer
  page(): Promise<{ readonly contentType: string; readonly text: string }>
  /** Every metric of ours, by name: for the docs. */
  list(): readonly MetricEntry[]
}

export type MetricEntry = {
  readonly name: string
  readonly help: string
  readonly type: string
  readonly labels: readonly string[]
}

export type MetricSources = RequestSources & TaskSources & LaneSources & ProcessSources

/**
 * All metrics, a file per group in `metrics/`. Labels come from short lists that we know: never an id, never a word that
 * a caller may choose.
 */
export function createMetrics(sources: MetricSources): Metrics {
  const register = new Registry()
  const observers = [
    createRequestMetrics(register, sources),
    createPipelineMetrics(register),
    createVendorMetrics(register),
    createNotificationMetrics(register),
    createStorageMetrics(register),
  ]
  createProcessMetrics(register, sources)
  const lookAtTasks = createTaskMetrics(register, sources)
  const lookAtLanes = createLaneMetrics(register, sources)
  const own = register.getMetricsAsArray()
  collectDefaultMetrics({ register })
  return {
    observer: observeAll(observers),
    async page() {
      await Promise.all([lookAtTasks(), lookAtLanes()])
      return { contentType: register.contentType, text: await register.metrics() }
    },
    list: () => own.map(entryOf),
  }
}

function entryOf(metric: object): MetricEntry {
  const { name, help, labelNames, constructor } = metric as Registered
  return { name, help, type: constructor.name.toLowerCase(), labels: labelNames }
}

/** What every metric of prom-client holds; its types do not tell. */
type Registered = {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly string[]
  readonly constructor: { readonly name: string }
}
