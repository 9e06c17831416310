import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Config } from '../config/settings.ts'
import { migrate } from '../database/migrate.ts'
import type { WorkerSession } from '../database/member.ts'
import { connectionsOf, createPool, type Target } from '../database/pool.ts'
import { type OpenDatabase, openDatabase } from '../database/postgres.ts'
import { openWorkerSession } from '../database/worker-session.ts'
import { createIntake } from '../intake/intake.ts'
import { systemClock } from '../net/clock.ts'
import type { AllowList } from '../net/guarded-fetch.ts'
import { observeTasks } from '../pipeline/observed-tasks.ts'
import { observeVendors } from '../pipeline/observed-vendors.ts'
import { startWorker } from '../pipeline/worker.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { startUploadSweep } from '../storage/upload-sweep.ts'
import type { Log } from '../telemetry/log.ts'
import type { VendorRegistry } from '../vendors/registry.ts'
import { callbackLinksOf } from './callback-links.ts'
import { openUploads } from './media-links.ts'
import { openDoors } from './outgoing-doors.ts'
import { standingDoor, standingStore } from './standing-tools.ts'
import type { Telemetry } from './start-telemetry.ts'
import type { Undo } from './undo.ts'

export type WorkParts = {
  readonly config: Config
  readonly masterKey: Uint8Array
  readonly allow: AllowList
  readonly dataDirectory: string
  readonly target: Target
  readonly store: ObjectStore
  readonly vendors: VendorRegistry
  readonly telemetry: Telemetry
  readonly log: Log
  readonly undo: Undo
}

export type Work = {
  readonly session: WorkerSession
  /** The worker's own connections, which are ended when it is fenced; the API of the same process keeps its own. */
  readonly database: OpenDatabase
}

/** Starts the worker's part: the engine, admission, the reconciler. */
export async function startWork({
  config,
  masterKey,
  allow,
  dataDirectory,
  target,
  store,
  vendors,
  telemetry: { observer, shown },
  log,
  undo,
}: WorkParts): Promise<Work> {
  const executorId = randomUUID()
  const identity = { executorId, host: hostname(), processId: process.pid, version: manifest.version }
  const session = await openWorkerSession({ ...target, log, identity })
  undo(() => session.leave())
  const owned = { ...target, member: session, log }
  const database = await openDatabase({ ...owned, poolSize: 10, applicationName: 'reelay work' })
  undo(() => database.close())
  const enginePool = createPool({ ...owned, poolSize: 12, applicationName: 'reelay engine' })
  undo(() => enginePool.end())
  shown.pools.set('work', () => database.connections())
  shown.pools.set('engine', () => connectionsOf(enginePool))
  const { callerFetch, vendorFetch } = openDoors(allow, log)
  const callbacks = callbackLinksOf(config, masterKey)
  const worker = await startWorker({
    database,
    enginePool,
    session,
    whileMigrating: async (work) => void (await migrate({ ...target, log, whileLocked: work })),
    tools: {
      vendors: observeVendors(vendors, observer),
      intake: createIntake({
        fetch: callerFetch,
        store,
        scratchDirectory: join(dataDirectory, 'scratch', 'intake'),
        uploads: openUploads(config, masterKey, store, () => config.publicUrl ?? ''),
      }),
      store: standingStore(store, session),
      vendorFetch: (baseUrl) => standingDoor(vendorFetch(baseUrl), session),
      ...(callbacks === null ? {} : { callbackUrl: callbacks.urlFor }),
      scratchDirectory: join(dataDirectory, 'scratch', 'downloads'),
      now: () => systemClock.now(),
    },
    observed: observeTasks(observer, log),
    log,
  })
  undo(() => worker.stop())
  undo(startUploadSweep({ store, clock: systemClock, keepHours: config['upload.hours'], log }))
  return { session, database }
}
