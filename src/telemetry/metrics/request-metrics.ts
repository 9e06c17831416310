import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Observer } from '../observer.ts'

export type RequestSources = {
  /** The actions that are served: what a caller makes up shall not become a label. */
  readonly actions: readonly string[]
  /** Requests that the request log could not keep so far. */
  readonly droppedNotes: () => number
  /** What is open now. */
  readonly traffic: () => { readonly connections: number; readonly requests: number }
}

/** A describe takes a few milliseconds, a create that waits for a lost database some seconds. */
const durationBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export function createRequestMetrics(register: Registry, sources: RequestSources): Observer {
  const registers = [register]
  const requests = new Counter({
    name: 'reelay_requests_total',
    help: 'Requests, by face, action (other faces: route) and the code they were answered with (ok: served; other faces: HTTP status). The face `connection` is what was refused before it was a request.',
    labelNames: ['face', 'action', 'code'],
    registers,
  })
  const durations = new Histogram({
    name: 'reelay_request_duration_seconds',
    help: 'Time from the head of a request to its answer.',
    labelNames: ['face', 'action'],
    buckets: durationBuckets,
    registers,
  })
  const limited = new Counter({
    name: 'reelay_rate_limited_total',
    help: 'Requests refused because there were too many: of an account (the action), or of an address whose requests keep failing (the action is `other`, as nothing of it was read).',
    labelNames: ['action'],
    registers,
  })
  watchTraffic(registers, sources)
  const served = new Set(sources.actions)
  return {
    requestAnswered({ face, action: claimed, code, durationSeconds }) {
      const action = face !== 'mps' || served.has(claimed) ? claimed : 'other'
      requests.inc({ face, action, code: code === '' ? 'ok' : code })
      durations.observe({ face, action }, durationSeconds)
      if (code.startsWith('RequestLimitExceeded')) limited.inc({ action })
    },
  }
}

function watchTraffic(registers: Registry[], { droppedNotes, traffic }: RequestSources): void {
  const underWay: Gauge = new Gauge({
    name: 'reelay_requests_under_way',
    help: 'Requests that have not been answered yet.',
    registers,
    collect: () => underWay.set(traffic().requests),
  })
  const connections: Gauge = new Gauge({
    name: 'reelay_connections_open',
    help: 'Open connections of callers.',
    registers,
    collect: () => connections.set(traffic().connections),
  })
  const dropped: Gauge = new Gauge({
    name: 'reelay_request_log_dropped',
    help: 'Requests since the start that the request log could not keep.',
    registers,
    collect: () => dropped.set(droppedNotes()),
  })
}
