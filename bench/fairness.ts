// How long does one account with 10,000 tasks delay another? Its tasks wait for a vendor with 20 slots, whose renders take
// half a second; once a hundred of them have started, the other account creates one task. Counted is how many slots were
// given to the first between the other's create and its own slot (a queue by age would give it all that wait), and how
// long it waited beside how often a slot comes free. A real worker, engine and PostgreSQL. Median of 3; JSON on stdout
// and in bench/results/. BENCH_TASKS=10000 BENCH_SLOTS=20 BENCH_REPEATS=3
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { statement } from '../src/database/database.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { migrate } from '../src/database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../src/database/postgres.ts'
import { createTaskRegister } from '../src/tasks/task-register.ts'
import { createLog } from '../src/telemetry/log.ts'
import { type Vendor, VendorFault } from '../src/vendors/vendor.ts'
import { startScriptedWorker } from '../tests/support/scripted-worker.ts'
import { catJob } from '../tests/support/stories.ts'

const waiting = Number(process.env['BENCH_TASKS'] ?? 10_000)
const slots = Number(process.env['BENCH_SLOTS'] ?? 20)
const repeats = Number(process.env['BENCH_REPEATS'] ?? 3)
const startedBefore = 100
const renderSeconds = 0.5

const one = 1n
const other = 2n

/** What it renders comes to nothing: this is about who starts. */
const vendor: Vendor = {
  name: 'scripted',
  compose: () => ({}),
  submit: async (_call, link) => ({ readyAt: link.now().getTime() + renderSeconds * 1000 }),
  async check(ticket, link) {
    if (link.now().getTime() < Number(ticket['readyAt'])) return { state: 'rendering' }
    return { state: 'failed', fault: new VendorFault('refused', 'It shows nothing.') }
  },
}

const countBegun = statement<{ begun: number }>(
  'count-begun',
  'select count(*)::int as begun from tasks where enqueued_at is not null',
)
const begun = async (on: OpenDatabase): Promise<number> => (await on.query(countBegun, []))[0]?.begun ?? 0

const readStart = statement<Run>(
  'read-start',
  `select
     (select count(*)::int from tasks as earlier where earlier.account_id = $2
       and earlier.enqueued_at > own.created_at and earlier.enqueued_at < own.enqueued_at) as "slotsBefore",
     extract(epoch from own.enqueued_at - own.created_at)::float8 as "waitedSeconds",
     (select extract(epoch from max(enqueued_at) - min(enqueued_at)) / nullif(count(*) - 1, 0) from (
       select enqueued_at from tasks where enqueued_at <= own.enqueued_at order by enqueued_at desc limit 100
     ) as recent)::float8 as "secondsPerSlot"
   from tasks as own where own.id = $1 and own.enqueued_at is not null`,
)

const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
const log = createLog('silent')
const postgres = await startEmbeddedPostgres({
  dataDirectory: path.join(directory, 'postgres'),
  log,
})
const { connection } = postgres
await migrate({ connection, log })
const database = await openDatabase({ connection, poolSize: 4, log })
const stopWorker = await startScriptedWorker(connection, directory, {
  vendor,
  concurrency: { total: slots },
  look: { firstSeconds: renderSeconds, longestSeconds: 0.2 },
  renderSecondsMax: 60,
})
try {
  const runs: Run[] = []
  for (let repeat = 0; repeat < repeats; repeat++) runs.push(await measure(database))
  const median = runs.toSorted((left, right) => left.slotsBefore - right.slotsBefore)[Math.floor(repeats / 2)]
  const result = { waiting, slots, renderSeconds, median, runs }
  console.log(JSON.stringify(result, null, 2))
  const results = path.join(import.meta.dirname, 'results')
  await mkdir(results, { recursive: true })
  await writeFile(path.join(results, 'fairness.json'), `${JSON.stringify(result, null, 2)}\n`)
} finally {
  await stopWorker()
  await database.close()
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}

type Run = {
  /** Slots that the first account got while the other's task waited. */
  readonly slotsBefore: number
  readonly waitedSeconds: number
  /** How often a slot came free meanwhile, on average. */
  readonly secondsPerSlot: number
}

async function measure(on: OpenDatabase): Promise<Run> {
  await on.query(statement('forget', "update tasks set stage = 'failed' where enqueued_at is null"), [])
  const begunBefore = await begun(on)
  const register = createTaskRegister(on, () => new Date())
  const creation = { appId: 1n, requestId: 'r', request: {}, job: catJob, vendor: vendor.name }
  await Promise.all(Array.from({ length: waiting }, () => register.create({ ...creation, accountId: one })))
  while ((await begun(on)) - begunBefore < startedBefore) await pause(20)
  const { taskId } = await register.create({ ...creation, accountId: other })
  for (;;) {
    const [row] = await on.query(readStart, [taskId, one])
    if (row !== undefined) return { ...row, secondsPerSlot: row.secondsPerSlot ?? 0 }
    await pause(20)
  }
}
