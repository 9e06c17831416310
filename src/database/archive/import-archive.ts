import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import type { Log } from '../../telemetry/log.ts'
import { columnTypes } from '../column-types.ts'
import type { Database } from '../database.ts'
import {
  applyWithin,
  ensureRecord,
  type Migration,
  pendingOf,
  readApplied,
  readMigrations,
  takeMigrationLock,
} from '../migrate.ts'
import { acquire, createPool, type Target } from '../pool.ts'
import { transactionScope } from '../postgres.ts'
import { countConnections } from '../sql/count-connections.ts'
import { setSequence } from '../sql/set-sequence.ts'
import { archivedTables, listed, plainSession } from './archived-tables.ts'
import {
  anyHeader,
  ArchiveRefusal,
  formatVersion,
  header,
  type Header,
  sequences,
  type TableCounts,
  tableEnd,
  tableHead,
} from './archive-format.ts'
import { type ArchiveReader, damaged, readArchive } from './archive-reader.ts'
import { CopyIn } from './copy-streams.ts'

export type ImportSettings = Target & {
  readonly log: Log
  /** Runs when all rows are there and migrated, in the same transaction: what it throws undoes the import. */
  readonly whenLoaded: (database: Database, header: Header) => Promise<void>
}

/**
 * Fills an empty database from an archive: the tables as they were, the rows, then what this code migrates since. All of
 * it is one transaction: a refusal, a damaged archive or a crash leaves the database as it was.
 *
 * @throws ArchiveRefusal, which says what to do.
 */
export async function importArchive(settings: ImportSettings, source: Readable): Promise<TableCounts> {
  let counts: TableCounts = {}
  try {
    await pipeline(source, createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
      counts = await importLines(settings, readArchive(chunks))
    })
  } catch (error) {
    if (isZlibError(error)) throw damaged(error.message)
    throw error
  }
  return counts
}

const isZlibError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')

async function importLines(settings: ImportSettings, reader: ArchiveReader): Promise<TableCounts> {
  const files = await readMigrations()
  const head = await readHeader(reader, files)
  const pool = createPool({ ...settings, poolSize: 1, applicationName: 'reelay import' }, columnTypes)
  try {
    const client = await acquire(pool)
    try {
      // Whoever starts a Reelay here meanwhile waits for the lock, and then finds everything in its place.
      await takeMigrationLock(client, 10)
      await client.query('begin')
      await client.query(plainSession)
      const { database, ...scope } = transactionScope(client)
      const isArchived = ({ number }: Migration) => head.migrations.some((seen) => seen.number === number)
      await prepareTables(client, database, files.filter(isArchived))
      const counts = await loadTables(client, database, reader)
      for (const file of files) if (!isArchived(file)) await applyWithin(client, file)
      await client.query('analyze')
      await settings.whenLoaded(database, head)
      await scope.end()
      await client.query('commit')
      return counts
    } finally {
      // What is open is rolled back with its connection.
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

async function readHeader(reader: ArchiveReader, files: readonly Migration[]): Promise<Header> {
  const told = await reader.next(anyHeader)
  if (told === null) throw new ArchiveRefusal('This is no archive of Reelay: reelay export makes them.')
  if (told.version !== formatVersion) {
    throw new ArchiveRefusal(
      `The archive is of format ${told.version}, and this Reelay reads format ${formatVersion}. Import it with the Reelay that made it, or a newer one.`,
    )
  }
  const head = header.safeParse(told)
  if (!head.success) throw damaged('its first line is not whole')
  for (const { number, name, checksum } of head.data.migrations) {
    const file = files.find((candidate) => candidate.number === number)
    if (file?.name === name && file.checksum === checksum) continue
    throw new ArchiveRefusal(
      `The archive was made by another Reelay: it has ${name}, and this one ${file?.name ?? `nothing after ${files.at(-1)?.name}`}. Import it with the Reelay that made it, or a newer one.`,
    )
  }
  return head.data
}

/** Brings an empty database to the state that the archive was made in. */
async function prepareTables(
  client: pg.ClientBase,
  database: Database,
  files: readonly Migration[],
): Promise<void> {
  const [others] = await database.query(countConnections, [])
  if ((others?.connections ?? 0) > 0) {
    throw new ArchiveRefusal('Reelay is connected to this database. Stop it first: an import needs it alone.')
  }
  await ensureRecord(client)
  const applied = await readApplied(client)
  const beyond = applied.find(({ number }) => files.every((file) => file.number !== number))
  if (beyond !== undefined) {
    throw new ArchiveRefusal(
      `The archive ends with ${files.at(-1)?.name}, and this database has ${beyond.name} already. Import into a new one.`,
    )
  }
  for (const file of pendingOf(files, applied)) await applyWithin(client, file)
  for (const { name } of await archivedTables(database)) await refuseRows(client, pg.escapeIdentifier(name))
  const { rows } = await client.query<{ engine: string | null }>(
    `select to_regclass('dbos.workflow_status')::text as engine`,
  )
  if (typeof rows[0]?.engine === 'string') await refuseRows(client, rows[0].engine)
}

async function refuseRows(client: pg.ClientBase, table: string): Promise<void> {
  await client.query(`lock table ${table} in access exclusive mode`)
  const { rowCount } = await client.query(`select from ${table} limit 1`)
  if (rowCount === 0) return
  throw new ArchiveRefusal(
    `The database is not empty: ${table} has rows. Import into a new one (another REELAY_DATA_DIR, or another database in REELAY_DATABASE_URL).`,
  )
}

async function loadTables(
  client: pg.ClientBase,
  database: Database,
  reader: ArchiveReader,
): Promise<TableCounts> {
  const counts: Record<string, number> = {}
  const known = new Map((await archivedTables(database)).map(({ name, columns }) => [name, columns]))
  for (let head = await reader.next(tableHead); head !== null; head = await reader.next(tableHead)) {
    const { table, columns } = head
    if (!columns.every((column) => known.get(table)?.includes(column))) {
      throw damaged(`there is no table ${listed(table, columns)}`)
    }
    const rows = client.query(new CopyIn(`copy ${listed(table, columns)} from stdin`))
    await pipeline(reader.rows(), rows)
    if ((await reader.next(tableEnd))?.rows !== rows.rows) throw damaged(`rows of ${table} are missing`)
    counts[table] = rows.rows
  }
  const told = await reader.next(sequences)
  if (told === null) throw damaged('it does not tell where its sequences go on')
  for (const [name, last] of Object.entries(told.sequences)) await database.query(setSequence, [name, last])
  await reader.end()
  return counts
}
