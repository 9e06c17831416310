import { join } from 'node:path'
import pg from 'pg'
import { standingDoor, standingStore } from '../../src/composition/standing-tools.ts'
import { openDoors } from '../../src/composition/outgoing-doors.ts'
import { openDatabase } from '../../src/database/postgres.ts'
import { openWorkerSession } from '../../src/database/worker-session.ts'
import { createIntake } from '../../src/intake/intake.ts'
import { type GuardedFetch, parseAllowList } from '../../src/net/guarded-fetch.ts'
import { startNotifier } from '../../src/pipeline/notify/notifier.ts'
import { startWorker } from '../../src/pipeline/worker.ts'
import { createNotificationOutbox } from '../../src/tasks/notification-outbox.ts'
import { createVendorRegistry } from '../../src/vendors/registry.ts'
import { type Arena, log } from './arena.ts'
import type { Schedule } from './cut.ts'
import { cutDatabase, type CutTools } from './cut-database.ts'
import { cutDoor } from './cut-door.ts'
import { cutStore } from './cut-store.ts'
import type { Life } from './life.ts'
import { createSmallEngine } from './small-engine.ts'
import { vendorEntries } from './vendors.ts'

/** Signs what callers are told in these tests. */
export const signingKey = 'a key of the caller'

/**
 * A whole worker with everything that Reelay starts for one (composition/start-work.ts, start-notifications.ts), only
 * that its database and its doors can be cut. Resolves when it has started; never for one that dies while it starts.
 */
export async function startProcess(arena: Arena, life: Life, schedule: Schedule): Promise<void> {
  const { connection, directory, crossings } = arena
  const tools: CutTools = { life, schedule }
  const identity = { executorId: life.name, host: 'here', processId: 0, version: '0' }
  const session = await life.hear(openWorkerSession({ connection, log, identity }))
  session.fenced.addEventListener('abort', () => life.die())
  const opened = await life.hear(openDatabase({ connection, member: session, poolSize: 4, log }))
  life.whenGone((state) => {
    if (state === 'dead') void opened.close()
  })
  const database = cutDatabase(opened, arena.listen, tools)
  const store = standingStore(cutStore(arena.store, tools), session)
  const allow = parseAllowList('127.0.0.0/8')
  if (allow.outcome === 'invalid') throw new Error(allow.message)
  const doors = openDoors(allow.allow, log)
  const doorOf = (door: GuardedFetch) => standingDoor(cutDoor(door, tools, crossings), session)
  const callerFetch = doorOf(doors.callerFetch)
  await startWorker(
    {
      database,
      enginePool: new pg.Pool({ max: 0 }),
      session,
      whileMigrating: (work) => work(),
      tools: {
        vendors: createVendorRegistry(vendorEntries(arena.vendor.url)),
        intake: createIntake({
          fetch: callerFetch,
          store,
          scratchDirectory: join(directory, 'scratch', 'intake'),
        }),
        store,
        vendorFetch: (baseUrl) => doorOf(doors.vendorFetch(baseUrl)),
        scratchDirectory: join(directory, 'scratch', 'downloads'),
        now: () => new Date(),
      },
      log,
    },
    createSmallEngine,
  )
  await startNotifier({
    database,
    outbox: createNotificationOutbox(database),
    fetch: callerFetch,
    openSecret: () => signingKey,
    resultUrl: (key) => `http://results.example/${key}`,
    now: () => new Date(),
    random: () => 0.5,
    log,
  })
}
