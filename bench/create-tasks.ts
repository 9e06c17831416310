// How many tasks per second can be written down, without and with an idempotency key, as ratios to a ceiling of the same
// run: the same rows by a statement that knows no keys and no notifications. Real PostgreSQL with real fsync; 64 callers.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Job } from '../src/catalog/job.ts'
import { statement } from '../src/database/database.ts'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { grouped } from '../src/database/grouped.ts'
import { migrate } from '../src/database/migrate.ts'
import { openDatabase } from '../src/database/postgres.ts'
import { createTaskId } from '../src/tasks/ids.ts'
import { createTaskRegister } from '../src/tasks/task-register.ts'
import type { Creation } from '../src/tasks/tasks.ts'
import { createLog } from '../src/telemetry/log.ts'

const callers = 64
const milliseconds = 1500
const rounds = 7

const log = createLog('silent')
const directory = await mkdtemp(path.join(os.tmpdir(), 'reelay-bench-'))
const postgres = await startEmbeddedPostgres({ dataDirectory: path.join(directory, 'postgres'), log })
const { connection } = postgres
await migrate({ connection, log })
const database = await openDatabase({ connection, poolSize: 10, log })

const job = { family: 'Kling', prompt: 'a calm lake '.repeat(40) } as Job
const creation: Creation = {
  accountId: 1n,
  appId: 1n,
  requestId: '643fb583-0032-44ac-bfa8-bef25e310998',
  request: { Prompt: job.prompt },
  job,
  vendor: 'nobody',
}

const bareInsert = statement(
  'bare-insert',
  `with arrived as (
     insert into tasks (id, account_id, vendor, request_id, request, job)
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::jsonb[], $6::jsonb[])
     on conflict (id) do nothing
     returning id, vendor
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, 'queued', 'created', jsonb_build_object('vendor', vendor) from arrived
   )
   select id, pg_notify('reelay_tasks', '') from arrived limit 1`,
)
const bare = grouped<Creation, void>(async (creations) => {
  await database.query(bareInsert, [
    creations.map(({ appId }) => createTaskId(appId, new Date())),
    creations.map(({ accountId }) => accountId),
    creations.map(({ vendor }) => vendor),
    creations.map(({ requestId }) => requestId),
    creations.map(({ request }) => JSON.stringify(request)),
    creations.map((one) => JSON.stringify(one.job)),
  ])
  return creations.map(() => undefined)
})

const tasks = createTaskRegister(database, () => new Date())
let keys = 0
const contenders: Readonly<Record<string, () => Promise<unknown>>> = {
  ceiling: () => bare(creation),
  'without a key': () => tasks.create(creation),
  'with a new key each': () =>
    tasks.create({ ...creation, idempotency: { key: `order-${keys++}`, digest: 'x'.repeat(43) } }),
  'with one key for all': () =>
    tasks.create({ ...creation, idempotency: { key: 'the same', digest: 'x'.repeat(43) } }),
}

try {
  const speeds = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]))
  for (const create of Object.values(contenders)) await perSecond(create)
  for (let round = 0; round < rounds; round++) {
    for (const [name, create] of Object.entries(contenders)) speeds.get(name)?.push(await perSecond(create))
  }
  console.log(`${os.availableParallelism()} processors; load ${os.loadavg()[0]?.toFixed(1)}`)
  const ceiling = median(speeds.get('ceiling') ?? [])
  for (const [name, measured] of speeds) {
    const speed = median(measured)
    console.log(`${name}: ${Math.round(speed)} creates/s, ${(speed / ceiling).toFixed(2)} of the ceiling`)
  }
} finally {
  await database.close()
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
}

async function perSecond(create: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  let made = 0
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() - start < milliseconds) {
        await create()
        made++
      }
    }),
  )
  return (made * 1000) / (performance.now() - start)
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0
}
