import assert from 'node:assert/strict'
import type pg from 'pg'
import { columnTypes } from './column-types.ts'
import { isDatabaseAway, StatementLost } from './connection-loss.ts'
import type { Database, Statement } from './database.ts'
import { listenOn } from './listener.ts'
import { acquire, type ConnectionUse, connectionsOf, createPool, type PoolSettings } from './pool.ts'

const statementSecondsMax = 30
/** Older servers are not tested (engine.md 10: 15.18 and 18.4 are). */
const serverMajorMin = 15

/** A database with its own connections. Close it when done. */
export interface OpenDatabase extends Database {
  /** How the pool is used now. */
  connections(): ConnectionUse
  /** Waits for what is under way, then lets go of every connection. */
  close(): Promise<void>
}

/**
 * Opens the database and makes sure that it answers.
 *
 * A server that goes away and comes back costs the statements that were on their way, and nothing else: these fail,
 * because nobody can know whether the server had carried them out, unless they are repeatable. A statement
 * that could not leave yet waits up to 10 seconds for the server. Needs real sessions: behind PgBouncer, `pool_mode =
 * session`.
 */
export async function openDatabase(settings: PoolSettings): Promise<OpenDatabase> {
  const pool = createPool({ statementSecondsMax, ...settings }, columnTypes)
  const listening = new Set<() => Promise<void>>()
  let closed: Promise<void> | undefined
  const database: OpenDatabase = {
    query: (statement, values) => sendPersistently(pool, statement, values),
    transaction: (work) => withClient(pool, (client) => runTransaction(client, work)),
    async listen(channel, heard) {
      const stop = await listenOn(settings, channel, heard)
      listening.add(stop)
      return () => {
        listening.delete(stop)
        return stop()
      }
    },
    connections: () => connectionsOf(pool),
    close() {
      closed ??= Promise.all([...Array.from(listening, (stop) => stop()), pool.end()]).then(() => undefined)
      return closed
    },
  }
  try {
    await withClient(pool, checkServer)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

/**
 * A server that is killed fails each of the connections of a pool once, and then nobody for a moment. Where there is no
 * connection to be had, that moment was waited for already.
 */
async function sendPersistently<Row>(
  pool: pg.Pool,
  statement: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  // Once on each connection that the server may have left behind, and once on a new one.
  const sendsMax = statement.repeatable === true ? 1 + pool.options.max : 1
  for (let sends = 0; ;) {
    const sentBefore = sends
    try {
      return await withClient(pool, (client) => {
        sends++
        return send(client, statement, values)
      })
    } catch (error) {
      if (!isDatabaseAway(error) || sends === 0) throw error
      if (sends === sentBefore || sends === sendsMax) throw new StatementLost(error)
    }
  }
}

/** Lends a connection out, and takes it back unless it cannot serve the next caller. */
async function withClient<Result>(
  pool: pg.Pool,
  use: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await acquire(pool)
  try {
    const result = await use(client)
    client.release()
    return result
  } catch (error) {
    // Any other error was the statement's or the work's own, and the connection is as good as before.
    client.release(isDatabaseAway(error) || client.getTransactionStatus() !== 'I')
    throw error
  }
}

async function send<Row>(
  client: pg.ClientBase,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const result = await client.query({ name, text, values: [...values] })
  // The statement declares the shape of its rows; PostgreSQL does not know our types.
  return result.rows as Row[]
}

async function runTransaction<Result>(
  client: pg.ClientBase,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN')
  const scope = transactionScope(client)
  try {
    const result = await work(scope.database)
    await scope.end()
    const { command } = await client.query('COMMIT').catch((error: unknown) => {
      throw isDatabaseAway(error) ? new StatementLost(error) : error
    })
    // PostgreSQL answers COMMIT of a failed transaction with a calm ROLLBACK: a swallowed error is no success.
    assert.equal(command, 'COMMIT', 'A statement of this transaction had failed: nothing was committed.')
    return result
  } catch (error) {
    await scope.end()
    // Fails on a dead connection, where the server rolls back by itself; what brought us here is the error to tell.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** One statement after the other, as a connection carries them; none after the end. */
export function transactionScope(client: pg.ClientBase): { database: Database; end(): Promise<void> } {
  let ended = false
  let last: Promise<unknown> = Promise.resolve()
  return {
    database: {
      async query(statement, values) {
        assert(!ended, 'This transaction has ended: its database must not be used any more.')
        const turn = last.then(() => send(client, statement, values))
        last = turn.catch(() => undefined)
        return turn
      },
      transaction: async () => assert.fail('This is a transaction already: hand its database on instead.'),
      listen: async () => assert.fail('Listen on the database itself: a transaction ends.'),
    },
    async end() {
      ended = true
      await last
    },
  }
}

async function checkServer(client: pg.ClientBase): Promise<void> {
  const result = await client.query<{ version: string; encoding: string }>(
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
  )
  const { version, encoding } = result.rows[0] ?? assert.fail('one row')
  if (Number.parseInt(version, 10) < serverMajorMin) {
    throw new Error(
      `The database server is PostgreSQL ${version}; Reelay needs ${serverMajorMin} or newer. ` +
        'Set REELAY_DATABASE_URL to a newer server, or unset it to let Reelay start its own.',
    )
  }
  if (encoding !== 'UTF8') {
    throw new Error(
      `The database is encoded in ${encoding}; Reelay needs UTF8, because prompts may be in any script. ` +
        "Create one with: CREATE DATABASE reelay ENCODING 'UTF8' TEMPLATE template0.",
    )
  }
}
