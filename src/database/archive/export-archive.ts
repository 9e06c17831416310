import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import type { Log } from '../../telemetry/log.ts'
import type { Database } from '../database.ts'
import { pendingOf, readApplied, readMigrations } from '../migrate.ts'
import { acquire, createPool, type Target } from '../pool.ts'
import { transactionScope } from '../postgres.ts'
import { countConnections } from '../sql/count-connections.ts'
import { listSequences } from '../sql/list-sequences.ts'
import { type ArchivedTable, archivedTables, listed, plainSession } from './archived-tables.ts'
import { ArchiveRefusal, formatVersion, type Header, rowsEnd, type TableCounts } from './archive-format.ts'
import { CopyOut } from './copy-streams.ts'

const batchBytes = 64 * 1024

/**
 * Writes everything of ours that the database holds, as it is at one instant, to the sink, and ends that. Reads only:
 * beside a running Reelay, and from a standby too. In memory there is never more than a few rows.
 */
export async function exportArchive(
  settings: Target & { readonly log: Log },
  sink: Writable,
): Promise<TableCounts> {
  const pool = createPool({ ...settings, poolSize: 1, applicationName: 'reelay export' })
  try {
    const client = await acquire(pool)
    try {
      const counts: Record<string, number> = {}
      await pipeline(Readable.from(batched(archiveOf(client, counts))), createGzip(), sink)
      return counts
    } finally {
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}

async function* archiveOf(client: pg.ClientBase, counts: Record<string, number>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const hashed = (bytes: Buffer): Buffer => {
    hash.update(bytes)
    return bytes
  }
  const scope = transactionScope(client)
  const tables = await beginSnapshot(client, scope.database)
  yield hashed(lineOf(await headerOf(client, scope.database)))
  for (const { name, columns } of tables) {
    yield hashed(lineOf({ table: name, columns }))
    const rows = client.query(new CopyOut(`copy ${listed(name, columns)} to stdout`))
    for await (const row of rows) yield hashed(row as Buffer)
    yield hashed(rowsEnd)
    yield hashed(lineOf({ rows: rows.rows }))
    counts[name] = rows.rows
  }
  // Not part of the snapshot: they may be further than the rows, and never behind them.
  const sequences = await scope.database.query(listSequences, [])
  yield hashed(lineOf({ sequences: Object.fromEntries(sequences.map(({ name, last }) => [name, last])) }))
  yield lineOf({ sha256: hash.digest('hex') })
  await scope.end()
  await client.query('commit')
}

/** The locks come before the snapshot, so that nobody migrates a table between our look at it and our reading of it. */
async function beginSnapshot(client: pg.ClientBase, database: Database): Promise<readonly ArchivedTable[]> {
  const expected = await archivedTables(database)
  if (expected.length === 0) throw new ArchiveRefusal('There is nothing to export: the database is empty.')
  await client.query('begin isolation level repeatable read read only')
  await client.query(plainSession)
  const names = expected.map(({ name }) => pg.escapeIdentifier(name))
  await client.query(`lock table ${names.join(', ')} in access share mode`)
  const tables = await archivedTables(database)
  if (JSON.stringify(tables) === JSON.stringify(expected)) return tables
  throw new ArchiveRefusal('The database was being migrated in this very moment. Export it again.')
}

async function headerOf(client: pg.ClientBase, database: Database): Promise<Header> {
  const applied = await readApplied(client)
  // Refuses a database of a newer Reelay: that one knows what belongs into its archives.
  pendingOf(await readMigrations(), applied)
  const [others] = await database.query(countConnections, [])
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  return {
    format: 'reelay-archive',
    version: formatVersion,
    madeAt: new Date().toISOString(),
    server: rows[0]?.server_version ?? '',
    migrations: applied,
    connections: others?.connections ?? 0,
  }
}

const lineOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

/** A row at a time is too little for what comes after. */
async function* batched(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let batch: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    batch.push(piece)
    bytes += piece.length
    if (bytes < batchBytes) continue
    yield Buffer.concat(batch)
    batch = []
    bytes = 0
  }
  yield Buffer.concat(batch)
}
