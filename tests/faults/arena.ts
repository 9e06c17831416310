import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DBOS } from '@dbos-inc/dbos-sdk'
import pg from 'pg'
import sharp from 'sharp'
import { type Address, urlOf } from '../../src/database/address.ts'
import type { Database } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { createPool } from '../../src/database/pool.ts'
import { type OpenDatabase, openDatabase } from '../../src/database/postgres.ts'
import { createFilesystemStore } from '../../src/storage/filesystem-store.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { tinyFilm } from '../support/tiny-film.ts'
import type { Crossings } from './cut-door.ts'
import { asNobody, silenceTheDead } from './life.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { startVendor, type VendorServer } from './vendor-server.ts'
import { installVirtualTime, type VirtualTime } from './virtual-time.ts'

export const log = createLog(process.env['FAULTS_LOG'] === undefined ? 'silent' : 'debug')

/** Where runs take place, one after the other: a database, a disk, a vendor, a caller who wants to be told, a time. */
export type Arena = {
  readonly connection: Address
  /** Of nobody who could be cut: what the checks and the create of tasks see. */
  readonly database: OpenDatabase
  readonly directory: string
  readonly store: ObjectStore
  readonly vendor: VendorServer
  readonly receiver: Receiver
  readonly crossings: Crossings
  /** One ear for all processes: a connection for each would take the longest of all. */
  readonly listen: Database['listen']
  readonly time: VirtualTime
  /** Ends all that a process has open at the database: what a system does for one that is gone. */
  disconnect(name: string): Promise<void>
  ask(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>
  /** As if nothing had ever been here. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** `connection` is an empty database that will be ours alone. */
export async function openArena(connection: Address, directory: string): Promise<Arena> {
  await prepareDatabase(connection)
  // No limits of time: they would be told by ours.
  const admin = new pg.Pool({ connectionString: urlOf(connection), max: 3, idleTimeoutMillis: 0 })
  const ask = async (text: string, values: readonly unknown[] = []) =>
    (await admin.query<Record<string, unknown>>(text, [...values])).rows
  const tables = await ask(everyTable)
  const wipe = tables.map(({ name }) => `delete from ${String(name)}`).join('; ')
  await mkdir(directory, { recursive: true })
  const picture = await drawPicture()
  const film = tinyFilm(join(directory, 'film.mp4'))
  const database = await openDatabase({ connection, poolSize: 2, log })
  const crossings: Crossings = new Map()
  const vendor = await startVendor({ crossings, film, now: () => Date.now() })
  const receiver = await startReceiver(crossings, picture, async (taskId) => {
    const [task] = await ask('select stage from tasks where id = $1', [taskId])
    return String(task?.['stage'])
  })
  silenceTheDead()
  const time = installVirtualTime(
    async (now) => void (await ask('update virtual_clock set now = $1', [new Date(now)])),
  )
  return {
    connection,
    database,
    directory,
    store: await createFilesystemStore(join(directory, 'objects')),
    vendor,
    receiver,
    crossings,
    listen: shareListening(database),
    time,
    ask,
    disconnect: async (name) => void (await ask(endSessions, [name])),
    async reset() {
      // A connection may have been under way when its process died.
      await ask(endAllSessions)
      crossings.clear()
      vendor.reset()
      receiver.reset()
      await ask(wipe)
      await ask('update virtual_clock set now = $1', [new Date(time.now())])
      for (const folder of ['objects/intake', 'objects/results', 'scratch'])
        await rm(join(directory, folder), { recursive: true, force: true })
    },
    async close() {
      await time.uninstall()
      await Promise.all([vendor.close(), receiver.close(), database.close()])
      await admin.end()
    },
  }
}

function shareListening(database: Database): Database['listen'] {
  const ears = new Map<string, Set<(payload: string) => void>>()
  return async (channel, heard) => {
    const listening = ears.get(channel) ?? new Set()
    if (!ears.has(channel)) {
      ears.set(channel, listening)
      await asNobody(() => database.listen(channel, (payload) => listening.forEach((hear) => hear(payload))))
    }
    listening.add(heard)
    return async () => void listening.delete(heard)
  }
}

/** The smallest that every model takes. */
const drawPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: '#804020' } })
    .png()
    .toBuffer()

/** Our tables and the engine's, in a database whose time of day is ours. */
async function prepareDatabase(connection: Address): Promise<void> {
  const setUp = new pg.Client(urlOf(connection))
  await setUp.connect()
  await setUp.query(ownTime)
  await setUp.query(
    `alter database ${pg.escapeIdentifier(connection.database)} set search_path = public, pg_catalog`,
  )
  await setUp.end()
  await migrate({ connection, log })
  const pool = createPool({ connection, poolSize: 4, log })
  DBOS.setConfig({ name: 'reelay', systemDatabasePool: pool, runMigrations: true, logLevel: 'error' })
  await DBOS.launch()
  await DBOS.shutdown()
  await pool.end()
}

/** Found before PostgreSQL's own by every statement and every default that names them. */
const ownTime = `
  create table virtual_clock (now timestamptz not null);
  insert into virtual_clock values (pg_catalog.now());
  create function public.now() returns timestamptz stable language sql as 'select now from public.virtual_clock';
  create function public.clock_timestamp() returns timestamptz stable language sql as 'select now from public.virtual_clock';
  create function public.statement_timestamp() returns timestamptz stable language sql as 'select now from public.virtual_clock';
`

const endAllSessions = `
  select pg_terminate_backend(pid, 5000) from pg_stat_activity
  where datname = current_database() and application_name ~ ' \\d+-\\d+$'`

/** The name of a session ends with the name of its process. */
const endSessions = `
  select pg_terminate_backend(pid) from pg_stat_activity where right(application_name, length($1)) = $1`

/** What hangs on others goes with them, so those come first. */
const everyTable = `
  select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname = 'public' and tablename not in ('virtual_clock', 'schema_migrations')
    or schemaname = 'dbos' and tablename = 'workflow_status'
  order by tablename <> 'tasks', tablename <> 'access_keys'`
