import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { acquire, createPool, type Target } from './pool.ts'

/** Any number, as long as it is always the same: it names the lock of everyone who migrates this database. */
const lockKey = 7_335_291_064_118n
const lockPauseMilliseconds = 100

export type MigrationSettings = Target & {
  readonly log: Log
  /** Runs under the same lock after our own files, on connections of its own: the engine's migrations. */
  readonly whileLocked?: () => Promise<void>
  /** Where the numbered files are; tests have their own. */
  readonly directory?: URL
  /** How long another process may take before we give up. */
  readonly lockSecondsMax?: number
}

/**
 * Brings the database to the version of this code: every file `migrations/NNNN-name.sql` that it has not seen, in
 * order, each in a transaction of its own together with its record in `schema_migrations`. Any number of processes
 * may call this at once; they take turns. Returns the names of the files that it applied.
 *
 * Refuses, and changes nothing, when the database was migrated by a newer Reelay, and when an applied file has since
 * been changed or removed.
 */
export async function migrate(settings: MigrationSettings): Promise<readonly string[]> {
  const files = await readMigrations(settings.directory)
  const pool = createPool({ ...settings, poolSize: 1, applicationName: 'reelay migrate' })
  // One connection for all of it: the lock is the connection's, and goes with it.
  const client = await acquire(pool).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  try {
    await takeMigrationLock(client, settings.lockSecondsMax ?? 120)
    await ensureRecord(client)
    const pending = pendingOf(files, await readApplied(client))
    for (const file of pending) {
      await apply(client, file)
      settings.log.info({ migration: file.name }, 'migrated the database')
    }
    await settings.whileLocked?.()
    // Fails when the connection, and the lock with it, was lost on the way.
    await client.query('select pg_advisory_unlock($1)', [lockKey])
    return pending.map((file) => file.name)
  } finally {
    client.release(true)
    await pool.end()
  }
}

/** The names of the files that the database lacks; nothing is changed. Refuses as `migrate` does. */
export async function pendingMigrations(settings: MigrationSettings): Promise<readonly string[]> {
  const files = await readMigrations(settings.directory)
  const pool = createPool({ ...settings, poolSize: 1, applicationName: 'reelay migrations' })
  try {
    const client = await acquire(pool)
    try {
      const { rows } = await client.query<{ recorded: boolean }>(
        `select to_regclass('schema_migrations') is not null as recorded`,
      )
      const applied = rows[0]?.recorded === true ? await readApplied(client) : []
      return pendingOf(files, applied).map(({ name }) => name)
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
  }
}

export type Migration = {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly checksum: string
}
export type AppliedMigration = Pick<Migration, 'number' | 'name' | 'checksum'>

/**
 * Asked for again and again, never waited for in the server: a waiting statement holds a snapshot, and the engine's
 * CREATE INDEX CONCURRENTLY under the lock waits for every snapshot: "deadlock detected" (engine.md 6).
 */
export async function takeMigrationLock(client: pg.ClientBase, secondsMax: number): Promise<void> {
  const deadline = Date.now() + secondsMax * 1000
  for (;;) {
    const result = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      lockKey,
    ])
    if (result.rows[0]?.taken === true) return
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been migrating this database for more than ${secondsMax} s. ` +
          "See application_name 'reelay migrate' in pg_stat_activity; start again when it is done or gone.",
      )
    }
    await pause(lockPauseMilliseconds)
  }
}

export async function ensureRecord(client: pg.ClientBase): Promise<void> {
  await client.query(
    `create table if not exists schema_migrations (
       number integer primary key, name text not null, checksum text not null,
       applied_at timestamptz not null default now()
     )`,
  )
}

/** What the database has seen, in order; it has to have its record already. */
export async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const result = await client.query<AppliedMigration>(
    'select number, name, checksum from schema_migrations order by number',
  )
  return result.rows
}

/** The files that a database lacks. @throws for one that this code does not fit. */
export function pendingOf(files: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const newest = files.at(-1)
  for (const record of applied) {
    if (record.number > (newest?.number ?? 0)) {
      throw new Error(
        `This database was migrated by a newer Reelay: it has ${record.name}, and this Reelay knows files up to ` +
          `${newest?.name ?? 'none'}. Install that newer version, or restore a backup from before it.`,
      )
    }
    const file = files.find((candidate) => candidate.number === record.number)
    if (file === undefined) {
      throw new Error(
        `Migration ${record.name} was applied to this database, but its file is missing. Restore it.`,
      )
    }
    if (file.checksum !== record.checksum) {
      throw new Error(
        `Migration ${file.name} was changed after it had been applied to this database. ` +
          'Restore the file as it was, and put the change into a new one.',
      )
    }
  }
  return files.filter(({ number }) => !applied.some((record) => record.number === number))
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await applyWithin(client, migration)
    await client.query('commit')
  } catch (error) {
    // The connection is closed after this anyway, and the server rolls back what is open.
    throw new Error(`Migration ${migration.name} failed, and nothing of it was kept.`, { cause: error })
  }
}

/** Within the transaction that the connection is in. */
export async function applyWithin(
  client: pg.ClientBase,
  { number, name, text, checksum }: Migration,
): Promise<void> {
  await client.query(text)
  await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    name,
    checksum,
  ])
}

/** Numbered from 0001 without a gap, so that every database has seen the same files in the same order. */
export async function readMigrations(
  directory = new URL('migrations/', import.meta.url),
): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  let expected = 1
  const numbered = names.map((name) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1])
    if (number !== expected) {
      throw new Error(
        `Migration file ${name} should be called ${String(expected).padStart(4, '0')}-<name>.sql: numbers have no gap.`,
      )
    }
    expected++
    return { number, name }
  })
  return Promise.all(
    numbered.map(async ({ number, name }) => {
      // A checkout on Windows may end its lines otherwise: the same migration still.
      const text = (await readFile(new URL(name, directory), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
