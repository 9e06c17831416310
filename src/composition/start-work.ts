import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import type { Config } from '../config/settings.ts'
import { migrate } from '../database/migrate.ts'
import { createPool, type Target } from '../database/pool.ts'
import type { OpenDatabase } from '../database/postgres.ts'
import { openWorkerSession } from '../database/worker-session.ts'
import { createIntake } from '../intake/intake.ts'
import { systemClock } from '../net/clock.ts'
import type { AllowList } from '../net/guarded-fetch.ts'
import { startWorker } from '../pipeline/worker.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { startUploadSweep } from '../storage/upload-sweep.ts'
import type { Log } from '../telemetry/log.ts'
import type { VendorRegistry } from '../vendors/registry.ts'
import { openUploads } from './media-links.ts'
import { openDoors } from './outgoing-doors.ts'
import type { Undo } from './undo.ts'

export type WorkParts = {
  readonly config: Config
  readonly masterKey: Uint8Array
  readonly allow: AllowList
  readonly dataDirectory: string
  readonly target: Target
  readonly database: OpenDatabase
  readonly store: ObjectStore
  readonly vendors: VendorRegistry
  readonly log: Log
  readonly undo: Undo
}

/** Starts the worker's part: the engine, admission, the reconciler. */
export async function startWork({
  config,
  masterKey,
  allow,
  dataDirectory,
  target,
  database,
  store,
  vendors,
  log,
  undo,
}: WorkParts): Promise<void> {
  const executorId = randomUUID()
  const identity = { executorId, host: hostname(), processId: process.pid, version: manifest.version }
  const member = await openWorkerSession({ ...target, log, identity })
  undo(() => member.leave())
  const enginePool = createPool({ ...target, member, poolSize: 12, applicationName: 'reelay engine', log })
  undo(() => enginePool.end())
  const { callerFetch, vendorFetch } = openDoors(allow, log)
  const worker = await startWorker({
    database,
    enginePool,
    executorId,
    whileMigrating: async (work) => void (await migrate({ ...target, log, whileLocked: work })),
    tools: {
      vendors,
      intake: createIntake({
        fetch: callerFetch,
        store,
        scratchDirectory: join(dataDirectory, 'scratch', 'intake'),
        uploads: openUploads(config, masterKey, store, () => config.publicUrl ?? ''),
      }),
      store,
      vendorFetch,
      scratchDirectory: join(dataDirectory, 'scratch', 'downloads'),
      now: () => systemClock.now(),
    },
    log,
  })
  undo(() => worker.stop())
  undo(startUploadSweep({ store, clock: systemClock, keepHours: config['upload.hours'], log }))
}
