import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { type Address, urlOf } from './address.ts'
import { isDatabaseAway } from './connection-loss.ts'
import { type Member, sessionName, WorkerFenced } from './member.ts'
import { isWorkerServed } from './sql/is-worker-served.ts'

/** How long a caller waits for a connection, a restart of the server included (0.2 to 5 s, engine.md 2). */
const connectSecondsMax = 10
const connectPauseMilliseconds = 100
/** A transaction that nobody feeds holds locks and stops vacuum; DBOS's own pools carry the same 60 s. */
const idleTransactionSecondsMax = 60
const idleSecondsMax = 30

export type PoolSettings = Target & {
  /** Connections at most. */
  readonly poolSize: number
  /** Shown by the server in `pg_stat_activity`. */
  readonly applicationName?: string
  /** The server gives up a statement after this; absent: the server's own setting. */
  readonly statementSecondsMax?: number
  readonly log: Log
}

/** Which database: a URL as the operator gave it, or an address. */
export type Target = ({ readonly url: string } | { readonly connection: Address }) & {
  /** Whose connections these are; absent: nobody's that could be fenced. */
  readonly member?: Member
}

/**
 * A plain `pg.Pool` that survives its server: every connection has an error handler from birth to death, without
 * which a killed PostgreSQL raises an unhandled 'error' and ends the process (engine.md 6). The type parsers are
 * `pg`'s own unless given: DBOS gets such a pool, and counts on them.
 */
export function createPool(settings: PoolSettings, types?: pg.CustomTypesConfig): pg.Pool {
  const { log, poolSize, statementSecondsMax, member } = settings
  const pool = new pg.Pool({
    ...clientSettings(settings, settings.applicationName ?? 'reelay'),
    max: poolSize,
    idleTimeoutMillis: idleSecondsMax * 1000,
    idle_in_transaction_session_timeout: idleTransactionSecondsMax * 1000,
    ...(statementSecondsMax === undefined ? {} : { statement_timeout: statementSecondsMax * 1000 }),
    ...(types === undefined ? {} : { types }),
    ...(member === undefined ? {} : { verify: (client, done) => void admit(client, member, done) }),
  })
  const lost = (error: Error): void => log.warn({ reason: error.message }, 'a database connection was lost')
  pool.on('error', lost)
  // The pool listens only while a connection is idle; one that is in use may die as well.
  pool.on('connect', (client) => void client.on('error', ignoreTwin))
  member?.onSilence(cutterOf(pool))
  return pool
}

/** Asks on each new connection of a worker whether it is served still, before anything else is. */
async function admit(client: pg.PoolClient, member: Member, done: (error?: Error) => void): Promise<void> {
  done(await refusalOf(client, member))
}

async function refusalOf(client: pg.PoolClient, member: Member): Promise<Error | undefined> {
  try {
    const { rows } = await client.query<{ served: boolean }>(isWorkerServed.text, [member.executorId])
    if (rows[0]?.served === true) return undefined
    member.refused()
    return new WorkerFenced(member.executorId)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Cuts whatever connections the pool has at that moment. */
function cutterOf(pool: pg.Pool): () => void {
  const open = new Set<pg.PoolClient>()
  pool.on('connect', (client) => void open.add(client))
  pool.on('remove', (client) => void open.delete(client))
  return () => {
    for (const client of open) cutConnection(client)
  }
}

/** At once and without a word: what is on it fails as if the server had gone away. */
export function cutConnection(client: pg.ClientBase): void {
  // Every client of `pg` has it; its types tell of it for some.
  ;(client as pg.Client).connection.stream.destroy()
}

/** A dying connection also fails the statement that is on it, and that error reaches the caller. */
const ignoreTwin = (): void => undefined

/** How many connections are open, how many of them nobody uses, and how many callers wait for one. */
export type ConnectionUse = { readonly open: number; readonly idle: number; readonly waiting: number }

export const connectionsOf = ({ totalCount, idleCount, waitingCount }: pg.Pool): ConnectionUse => ({
  open: totalCount,
  idle: idleCount,
  waiting: waitingCount,
})

/** What every connection of ours has in common. A URL's own parameters win, but for a worker's name. */
export function clientSettings(target: Target, purpose: string): pg.ClientConfig {
  const url = 'url' in target ? target.url : urlOf(target.connection)
  return {
    connectionString: target.member === undefined ? url : withoutName(url),
    application_name: sessionName(purpose, target.member),
    connectionTimeoutMillis: connectSecondsMax * 1000,
    // Notices a peer that vanished without a word (a laptop's sleep, a forgetful NAT) within half a minute.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}

const withoutName = (url: string): string => url.replace(/(?<=[?&])application_name=[^&]*&?/, '')

/**
 * A connection from the pool. A server that is restarting is waited for, up to 10 seconds: nothing has been sent yet,
 * so trying again is safe. What still fails then is thrown as it is.
 */
export async function acquire(pool: pg.Pool): Promise<pg.PoolClient> {
  const deadline = Date.now() + connectSecondsMax * 1000
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > deadline) throw error
      await pause(connectPauseMilliseconds)
    }
  }
}
