import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { systemClock } from '../net/clock.ts'
import { allowNothing, alsoAllowing, createGuardedFetch, type FetchPolicy } from '../net/guarded-fetch.ts'
import type { Log } from '../telemetry/log.ts'
import type { Observer } from '../telemetry/observer.ts'
import { exportRequestOf } from '../telemetry/trace/span.ts'
import { createSpanExporter } from '../telemetry/trace/span-exporter.ts'
import { createTaskTracer } from '../telemetry/trace/task-tracer.ts'
import type { TraceSettings } from '../telemetry/trace/trace-settings.ts'
import type { Undo } from './undo.ts'

/** An answer of OTLP is nearly empty; a page of a proxy is not read to its end. */
const answerBytesMax = 64 * 1024
/** OTLP 1.x: what may be sent again after a while. */
const statusesForLater: ReadonlySet<number> = new Set([429, 502, 503, 504])

/**
 * Sends traces to the operator's receiver, through the guarded door like all that leaves this process: the operator named
 * that one address, so it may be private, and nothing else may be reached by it.
 */
export function startTracing(settings: TraceSettings, version: string, log: Log, undo: Undo): Observer {
  const { url, headers, timeoutSeconds } = settings
  const door = createGuardedFetch({ allow: alsoAllowing(allowNothing, url), clock: systemClock })
  const policy: FetchPolicy = {
    bytesMax: answerBytesMax,
    connectSeconds: timeoutSeconds,
    idleSeconds: timeoutSeconds,
    totalSeconds: timeoutSeconds,
    redirectsMax: 0,
    accept: 'application/json',
  }
  const resource = {
    'service.version': version,
    'service.instance.id': randomUUID(),
    'host.name': hostname(),
    ...settings.resource,
  }
  const exporter = createSpanExporter({
    ...settings,
    log,
    async send(spans) {
      const answer = await door.exchange(
        {
          method: 'POST',
          url,
          headers: { ...headers, 'content-type': 'application/json' },
          body: exportRequestOf(resource, version, spans),
        },
        policy,
      )
      if (answer.outcome === 'refused') return answer.permanent ? 'refused' : 'later'
      if (answer.status >= 200 && answer.status < 300) return 'sent'
      return statusesForLater.has(answer.status) ? 'later' : 'refused'
    },
  })
  undo(() => exporter.close())
  return createTaskTracer({ sampledShare: settings.sampledShare, add: (span) => exporter.add(span) })
}
