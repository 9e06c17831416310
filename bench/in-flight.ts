/**
 * 100,000 waiting tasks and 20,000 in flight in one worker process, on an embedded PostgreSQL: memory per task, CPU while
 * all of them wait, and seconds until all are watched, at the first start and after a kill -9. The tasks have been
 * submitted before, and their renders do not end. Memory of the lookout alone is measured beside it.
 *
 *   node bench/in-flight.ts     BENCH_WAITING=100000 BENCH_IN_FLIGHT=20000
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Job } from '../src/catalog/job.ts'
import { openDoors } from '../src/composition/outgoing-doors.ts'
import { urlOf } from '../src/database/address.ts'
import { type Database, statement } from '../src/database/database.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { migrate } from '../src/database/migrate.ts'
import { createPool } from '../src/database/pool.ts'
import { openDatabase } from '../src/database/postgres.ts'
import { openWorkerSession } from '../src/database/worker-session.ts'
import { allowNothing } from '../src/net/guarded-fetch.ts'
import { createLookout } from '../src/pipeline/looks/lookout.ts'
import { startWorker } from '../src/pipeline/worker.ts'
import { createFilesystemStore } from '../src/storage/filesystem-store.ts'
import { createLog } from '../src/telemetry/log.ts'
import { createVendorRegistry, type VendorEntry } from '../src/vendors/registry.ts'
import { heapMegabytes } from './support/heap.ts'
import { renderingVendor } from './support/rendering-vendor.ts'

const waiting = Number(process.env['BENCH_WAITING'] ?? 100_000)
const inFlight = Number(process.env['BENCH_IN_FLIGHT'] ?? 20_000)
const idleSeconds = 30
const log = createLog('error')
const job = {
  family: 'Kling',
  version: '2.6',
  resolution: '720P',
  durationSeconds: 5,
  prompt: 'x'.repeat(200),
}

/** Renders that go on and on, of which the vendor tells without being asked twice: what is measured is the waiting. */
const entryOf = (): VendorEntry => ({
  vendor: {
    ...renderingVendor('', true),
    check: async () => ({ state: 'rendering' }),
    checkMany: async (tickets) => tickets.map(() => ({ state: 'rendering' })),
  },
  concurrency: { total: inFlight },
  look: { firstSeconds: 60, longestSeconds: 60, batchSizeMax: 100 },
  renderSecondsMax: 4 * 3600,
})

const insertTasks = statement<never>(
  'bench-insert-tasks',
  `insert into tasks (id, account_id, vendor, request_id, request, job, stage, images, videos, audios, ticket, submitted_at, created_at)
   select $1 || number, number % 100, 'rendering', 'bench', '{}', $2::jsonb, $3,
     $4::jsonb, $4::jsonb, $4::jsonb, $5::jsonb, $6::timestamptz, coalesce($6::timestamptz, now())
   from generate_series(1, $7::int) as number`,
)
const countStarts = statement<{ count: bigint }>(
  'bench-count-starts',
  `select count(*) from task_events where stage = 'render' and kind = 'started'`,
)

if (process.argv[2] === 'worker') await work(process.argv[3] ?? '', process.argv[4] ?? '')
else await measure()

async function measure(): Promise<void> {
  const lookoutBytes = bytesInLookout()
  const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
  const postgres = await startEmbeddedPostgres({ dataDirectory: path.join(directory, 'postgres'), log })
  const target = { connection: postgres.connection, log }
  await migrate(target)
  const database = await openDatabase({ ...target, poolSize: 2 })
  let worker: ChildProcess | null = null
  try {
    const ticket = JSON.stringify({ id: '99999999999999-render' })
    const hourAgo = new Date(Date.now() - 3600_000)
    const common = JSON.stringify(job)
    await database.query(insertTasks, ['flying-', common, 'render', '[]', ticket, hourAgo, inFlight])
    await database.query(insertTasks, ['waiting-', common, 'queued', null, null, null, waiting])
    worker = start(urlOf(postgres.connection), directory)
    const empty = await report(worker)
    const watchedIn = await untilStarted(database, inFlight)
    const full = await report(worker)
    await pause(idleSeconds * 1000)
    const idle = await report(worker)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    const again = performance.now()
    worker = start(urlOf(postgres.connection), directory)
    await untilStarted(database, 2 * inFlight)
    const watchedAgainIn = (performance.now() - again) / 1000
    const kilobytes = ((full.heapMegabytes - empty.heapMegabytes) * 1024) / inFlight
    const figures = {
      waiting,
      inFlight,
      lookoutBytesPerTask: lookoutBytes,
      heapKilobytesPerTask: round(kilobytes),
      residentMegabytes: full.residentMegabytes,
      idleCpuCores: round((idle.cpuSeconds - full.cpuSeconds) / idleSeconds),
      secondsUntilWatched: round(watchedIn),
      secondsUntilWatchedAfterKill: round(watchedAgainIn),
      // Of 4 GB each, and so that a restart is over within five minutes.
      workersFor100000: Math.max(
        Math.ceil((100_000 * kilobytes) / (4 * 1024 ** 2)),
        Math.ceil((100_000 / inFlight) * (watchedAgainIn / 300)),
      ),
    }
    console.log(JSON.stringify(figures, null, 2))
  } finally {
    worker?.kill('SIGKILL')
    await database.close()
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

type Report = {
  readonly heapMegabytes: number
  readonly residentMegabytes: number
  readonly cpuSeconds: number
}

function start(url: string, directory: string): ChildProcess {
  return fork(import.meta.filename, ['worker', url, directory])
}

async function report(worker: ChildProcess): Promise<Report> {
  worker.send('report')
  const [said] = (await once(worker, 'message')) as [Report]
  return said
}

async function untilStarted(database: Database, count: number): Promise<number> {
  const startedAt = performance.now()
  for (let told = 0n; told < count;) {
    await pause(1000)
    told = (await database.query(countStarts, []))[0]?.count ?? 0n
    process.stderr.write(`\r${told} of ${count} watched`)
  }
  process.stderr.write('\n')
  return (performance.now() - startedAt) / 1000
}

async function work(url: string, directory: string): Promise<void> {
  process.on('message', () => {
    const cpu = process.cpuUsage()
    process.send?.({
      heapMegabytes: heapMegabytes(),
      residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
    } satisfies Report)
  })
  const identity = { executorId: randomUUID(), host: 'bench', processId: process.pid, version: 'bench' }
  const session = await openWorkerSession({ url, log, identity })
  const database = await openDatabase({ url, log, member: session, poolSize: 10 })
  await startWorker({
    database,
    enginePool: createPool({ url, log, member: session, poolSize: 12, applicationName: 'reelay engine' }),
    session,
    whileMigrating: async (whileLocked) => void (await migrate({ url, log, whileLocked })),
    tools: {
      vendors: createVendorRegistry([entryOf()]),
      intake: { stage: () => Promise.reject(new Error('all is staged')), release: () => Promise.resolve() },
      store: await createFilesystemStore(path.join(directory, 'objects')),
      vendorFetch: openDoors(allowNothing, log).vendorFetch,
      scratchDirectory: path.join(directory, 'scratch'),
      now: () => new Date(),
    },
    log,
  })
}

/** What a watched task takes in the lookout, with the promise of whoever waits and without the task itself. */
function bytesInLookout(): number {
  const entry = entryOf()
  const tools = { store: undefined as never, vendorFetch: undefined as never, now: () => new Date() }
  const lookout = createLookout({ tools, times: { of: () => null, note: () => undefined }, log })
  const given = Array.from({ length: inFlight }, (_, number) => ({
    task: { id: `task-${number}`, job: job as unknown as Job, submittedAt: new Date() },
    ticket: { id: `ticket-${number}` },
    signal: new AbortController().signal,
  }))
  const before = heapMegabytes()
  for (const { signal, ...watch } of given) void lookout.watch({ ...watch, entry }, signal)
  const bytes = ((heapMegabytes() - before) * 1024 ** 2) / inFlight
  lookout.stop()
  return given.length > 0 ? Math.round(bytes) : 0
}

function round(value: number): number {
  return Number(value.toFixed(2))
}
