// How long nobody looks after a task when the worker that had it, or PostgreSQL, is killed with kill -9. Two workers on one
// PostgreSQL with real fsync; 1,000 and 5,000 tasks that a vendor is rendering; the worker with more of them is killed. Then
// PostgreSQL. All on this machine, so the load counts too. Median of 3; JSON goes to bench/results/.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Job } from '../src/catalog/job.ts'
import { statement } from '../src/database/database.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { migrate } from '../src/database/migrate.ts'
import { createTaskRegister } from '../src/tasks/task-register.ts'
import { createLog } from '../src/telemetry/log.ts'
import { openFleet } from '../tests/support/fleet/fleet.ts'
import { startUpstream } from '../tests/support/fleet/upstream.ts'

const sizes = (process.env['BENCH_TASKS'] ?? '1000,5000').split(',').map(Number)
const repeats = Number(process.env['BENCH_REPEATS'] ?? 3)

const log = createLog('silent')
const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
const dataDirectory = path.join(directory, 'data')
await mkdir(dataDirectory)
const postgres = await startEmbeddedPostgres({ dataDirectory: path.join(directory, 'postgres'), log })
await migrate({ connection: postgres.connection, log })
const upstream = await startUpstream(new Uint8Array())
upstream.hold('render')
const fleet = await openFleet(upstream, postgres.url, dataDirectory)

const inHand = statement<{ pid: number; tasks: number }>(
  'bench-in-hand',
  `select process_id as pid, count(*)::int4 as tasks from tasks join workers on executor_id = owner
   where stage = 'render' and fenced_at is null group by process_id order by tasks desc`,
)
const countFenced = statement<{ fenced: number }>(
  'bench-fenced',
  'select count(*)::int4 as fenced from workers where fenced_at is not null',
)
const clear = ['tasks', 'workers', 'dbos.workflow_status'].map((table) =>
  statement(`bench-clear-${table}`, `truncate ${table} cascade`),
)

type Recovery = {
  readonly tasks: number
  readonly workerKilled: { readonly first: number; readonly last: number; readonly ofTasks: number }
  /** Until a task that is created now is at the vendor; and how many workers were taken for dead, wrongly. */
  readonly serverKilled: { readonly newTaskAtVendor: number; readonly fenced: number }
}

try {
  const results: Recovery[] = []
  for (const tasks of sizes) {
    const rounds: Recovery[] = []
    for (let round = 0; round < repeats; round++) rounds.push(await measure(tasks))
    const result = medianOf(rounds)
    results.push(result)
    console.log(JSON.stringify(result))
  }
  const facts = { processors: os.availableParallelism(), load: os.loadavg()[0], repeats }
  await mkdir('bench/results', { recursive: true })
  await writeFile('bench/results/recovery.json', JSON.stringify({ ...facts, results }, null, 2))
} finally {
  await fleet.stop()
  await upstream.close()
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}

async function measure(tasks: number): Promise<Recovery> {
  const workers = [await fleet.worker(), await fleet.worker()]
  await create(tasks)
  await until(async () => sum(await fleet.database.query(inHand, [])) === tasks)
  const [most] = await fleet.database.query(inHand, [])
  const victim = workers.find(({ process }) => process.pid === most?.pid)
  if (victim === undefined || most === undefined) throw new Error('nobody has a task')
  const killedAt = Date.now()
  await victim.kill()
  const others = async () =>
    sum((await fleet.database.query(inHand, [])).filter(({ pid }) => pid !== most.pid))
  const first = await until(async () => (await others()) > tasks - most.tasks, killedAt)
  const last = await until(async () => (await others()) === tasks, killedAt)
  // Long enough for the one that is left to judge again, if it were so inclined.
  await pause(6000)
  const serverKilled = await killServer()
  await Promise.all(workers.map((worker) => worker.kill()))
  for (const statement of clear) await fleet.database.query(statement, [])
  return { tasks, workerKilled: { first, last, ofTasks: most.tasks }, serverKilled }
}

async function killServer(): Promise<Recovery['serverKilled']> {
  const [before] = await fleet.database.query(countFenced, [])
  const lockFile = path.join(directory, 'postgres', 'cluster', 'postmaster.pid')
  const tasksBefore = sum(await fleet.database.query(inHand, []))
  const killedAt = Date.now()
  process.kill(Number.parseInt(await readFile(lockFile, 'utf8'), 10), 'SIGKILL')
  await until(() =>
    create(1).then(
      () => true,
      () => false,
    ),
  )
  const isThere = async () => sum(await fleet.database.query(inHand, [])) > tasksBefore
  const newTaskAtVendor = await until(() => isThere().catch(() => false), killedAt)
  await pause(10_000)
  const [after] = await fleet.database.query(countFenced, [])
  return { newTaskAtVendor, fenced: (after?.fenced ?? 0) - (before?.fenced ?? 0) }
}

async function create(count: number): Promise<void> {
  const register = createTaskRegister(fleet.database, () => new Date())
  const job = {
    family: 'Kling',
    edition: '2026-01-08',
    version: '2.6',
    mode: 'text',
    images: [],
    prompt: 'render',
  }
  const creation = {
    accountId: 1n,
    appId: 1n,
    requestId: 'bench',
    request: {},
    job: job as unknown as Job,
    vendor: 'kling',
  }
  await Promise.all(Array.from({ length: count }, () => register.create(creation)))
}

/** Seconds since then, when it is so. */
async function until(isSo: () => Promise<boolean>, since = Date.now()): Promise<number> {
  for (const deadline = Date.now() + 300_000; ; await pause(20)) {
    if (await isSo()) return (Date.now() - since) / 1000
    if (Date.now() > deadline) throw new Error('not in five minutes')
  }
}

function sum(rows: readonly { readonly tasks: number }[]): number {
  return rows.reduce((total, { tasks }) => total + tasks, 0)
}

function medianOf(rounds: readonly Recovery[]): Recovery {
  const median = (pick: (round: Recovery) => number): number =>
    rounds.map(pick).toSorted((left, right) => left - right)[Math.floor(rounds.length / 2)] ?? 0
  return {
    tasks: median(({ tasks }) => tasks),
    workerKilled: {
      first: median(({ workerKilled }) => workerKilled.first),
      last: median(({ workerKilled }) => workerKilled.last),
      ofTasks: median(({ workerKilled }) => workerKilled.ofTasks),
    },
    serverKilled: {
      newTaskAtVendor: median(({ serverKilled }) => serverKilled.newTaskAtVendor),
      fenced: median(({ serverKilled }) => serverKilled.fenced),
    },
  }
}
