import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openDoors } from '../../src/composition/outgoing-doors.ts'
import type { Address } from '../../src/database/address.ts'
import { migrate } from '../../src/database/migrate.ts'
import { createPool } from '../../src/database/pool.ts'
import { openDatabase } from '../../src/database/postgres.ts'
import { openWorkerSession } from '../../src/database/worker-session.ts'
import { allowNothing } from '../../src/net/guarded-fetch.ts'
import { startWorker } from '../../src/pipeline/worker.ts'
import { createFilesystemStore } from '../../src/storage/filesystem-store.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { createVendorRegistry, type VendorEntry } from '../../src/vendors/registry.ts'

/**
 * A whole worker, engine and all, with one vendor that does what a script says and inputs that need no fetching. The
 * engine allows one per process. Resolves with the way to stop it.
 */
export async function startScriptedWorker(
  connection: Address,
  directory: string,
  entry: VendorEntry,
): Promise<() => Promise<void>> {
  const log = createLog('silent')
  const identity = { executorId: randomUUID(), host: 'here', processId: process.pid, version: '0' }
  const session = await openWorkerSession({ connection, log, identity })
  const database = await openDatabase({ connection, member: session, poolSize: 10, log })
  const enginePool = createPool({ connection, member: session, poolSize: 8, log })
  const worker = await startWorker({
    database,
    enginePool,
    session,
    whileMigrating: async (work) => void (await migrate({ connection, log, whileLocked: work })),
    tools: {
      vendors: createVendorRegistry([entry]),
      intake: {
        stage: () => Promise.resolve({ outcome: 'staged', inputs: { images: [], videos: [], audios: [] } }),
        release: () => Promise.resolve(),
      },
      store: await createFilesystemStore(join(directory, 'objects')),
      vendorFetch: openDoors(allowNothing, log).vendorFetch,
      scratchDirectory: join(directory, 'scratch'),
      now: () => new Date(),
    },
    log,
  })
  return async () => {
    await worker.stop()
    await enginePool.end()
    await database.close()
    await session.leave()
  }
}
