import { statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Config } from '../config/settings.ts'
import { actions } from '../contract/actions.ts'
import type { OpenDatabase } from '../database/postgres.ts'
import { createLaneBook } from '../tasks/lane-book.ts'
import { countUnfinishedTasks } from '../tasks/unfinished-tasks.ts'
import type { Log } from '../telemetry/log.ts'
import { createMetrics, type Metrics } from '../telemetry/metrics.ts'
import type { PoolUse } from '../telemetry/metrics/process-metrics.ts'
import type { RequestSources } from '../telemetry/metrics/request-metrics.ts'
import { type Observer, observeAll } from '../telemetry/observer.ts'
import { readTraceSettings } from '../telemetry/trace/trace-settings.ts'
import type { Undo } from './undo.ts'

export type Telemetry = {
  /** Hears whatever the parts of this process have to tell. */
  readonly observer: Observer
  readonly page: Metrics['page']
  /** What the parts show when somebody looks; each fills in its own as it starts. */
  readonly shown: ShownParts
}

type ShownParts = Pick<RequestSources, 'traffic' | 'droppedNotes'> & {
  traffic: RequestSources['traffic']
  droppedNotes: RequestSources['droppedNotes']
  readonly pools: Map<string, () => Omit<PoolUse, 'pool'>>
}

export async function startTelemetry(
  config: Config,
  database: OpenDatabase,
  log: Log,
  undo: Undo,
): Promise<Telemetry> {
  const shown: ShownParts = {
    traffic: () => ({ connections: 0, requests: 0 }),
    droppedNotes: () => 0,
    pools: new Map([['main', () => database.connections()]]),
  }
  const lanes = createLaneBook(database)
  const metrics = createMetrics({
    actions: Object.keys(actions[config.edition]),
    traffic: () => shown.traffic(),
    droppedNotes: () => shown.droppedNotes(),
    unfinishedTasks: () => countUnfinishedTasks(database),
    lanes: () => lanes.list(),
    build: { version: manifest.version, edition: config.edition, role: config.role },
    pools: () => Array.from(shown.pools, ([pool, use]) => ({ pool, ...use() })),
    freeBytes: () => freeBytesAt(resolve(config.dataDirectory)),
  })
  const observers = [metrics.observer, ...(await tracersOf(log, undo))]
  return { observer: observeAll(observers), page: () => metrics.page(), shown }
}

/** Nobody has to load what nobody has asked for. */
async function tracersOf(log: Log, undo: Undo): Promise<readonly Observer[]> {
  const settings = readTraceSettings(process.env, (problem) => log.warn({}, problem))
  if (settings === null) return []
  const { startTracing } = await import('./start-tracing.ts')
  log.info({ receiver: new URL(settings.url).origin }, 'sending traces')
  return [startTracing(settings, manifest.version, log, undo)]
}

/** An API process that keeps nothing on disk may have no such directory. */
async function freeBytesAt(directory: string): Promise<number | null> {
  const disk = await statfs(directory).catch(() => null)
  return disk === null ? null : disk.bavail * disk.bsize
}
