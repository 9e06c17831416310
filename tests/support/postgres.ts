import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Address, urlOf } from '../../src/database/address.ts'
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.ts'
import { migrate } from '../../src/database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../src/database/postgres.ts'
import { createLog } from '../../src/telemetry/log.ts'

const log = createLog('silent')

export type FreshDatabase = {
  readonly url: string
  readonly connection: Address
  readonly database: OpenDatabase
  /** Closes `database` and removes it, whoever is still connected. */
  drop(): Promise<void>
}

/**
 * A database of this test's own, with all migrations of `database/migrations` and without the engine's tables. The
 * server is shared by all test files of a run and started by the first that wants it.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  server ??= findServer()
  const { template } = await server
  const { connection, drop } = await createDatabase(template)
  const database = await openDatabase({ connection, poolSize: 4, log })
  return {
    url: urlOf(connection),
    connection,
    database,
    async drop() {
      await database.close()
      await drop()
    },
  }
}

/** A database with nothing in it. */
export const emptyDatabase = (): Promise<EmptyDatabase> => createDatabase('template0')

export type EmptyDatabase = { readonly connection: Address; readonly drop: () => Promise<void> }

async function createDatabase(template: string): Promise<EmptyDatabase> {
  server ??= findServer()
  const { maintenance, owner } = await server
  const name = `${inject('postgresRun').prefix}${randomBytes(6).toString('hex')}`
  await run(
    maintenance,
    `create database ${name} template ${template} owner ${pg.escapeIdentifier(owner.user)}`,
  )
  return {
    connection: { ...owner, database: name },
    drop: () => run(maintenance, `drop database ${name} with (force)`),
  }
}

type Server = {
  /** Where databases are created. */
  readonly maintenance: Address
  /** Who owns them. */
  readonly owner: Address
  readonly template: string
}

let server: Promise<Server> | undefined

async function findServer(): Promise<Server> {
  const { url, directory, prefix } = inject('postgresRun')
  const template = `${prefix}template`
  if (url !== null) {
    const owner = addressOf(url)
    await ensureTemplate(owner, owner, template)
    return { maintenance: owner, owner, template }
  }
  const dataDirectory = path.join(directory, 'postgres')
  // Never stopped here: other test files use it. The global set-up stops it in the end.
  const { connection: owner } = await startEmbeddedPostgres({ dataDirectory, log })
  const maintenance = { ...owner, user: 'postgres', database: 'postgres' }
  // These data need no care: whatever is about surviving has a server of its own. Four times as quick.
  await run(maintenance, 'alter system set fsync = off')
  await run(maintenance, 'select pg_reload_conf()')
  await ensureTemplate(maintenance, owner, template)
  return { maintenance, owner, template }
}

/** Cloning is quicker than migrating each time. The first test file makes the template for all. */
async function ensureTemplate(maintenance: Address, owner: Address, template: string): Promise<void> {
  const client = new pg.Client(urlOf(maintenance))
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 1) return
    const draft = `${template}_draft`
    await client.query(`drop database if exists ${draft}`)
    await client.query(`create database ${draft} template template0 owner ${pg.escapeIdentifier(owner.user)}`)
    await migrate({ connection: { ...owner, database: draft }, log })
    await client.query(`alter database ${draft} rename to ${template}`)
  } finally {
    await client.end()
  }
}

async function run(address: Address, statement: string): Promise<void> {
  const client = new pg.Client(urlOf(address))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** What `pg` makes of a URL; it knows defaults and PG* variables. */
function addressOf(url: string): Address {
  const { host, port, user, database, password } = new pg.Client(url)
  const who = { host, port, user: user ?? 'postgres', database: database ?? 'postgres' }
  return typeof password === 'string' ? { ...who, password } : who
}
