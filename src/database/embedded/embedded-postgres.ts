import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../../telemetry/log.ts'
import { type Address, urlOf } from '../address.ts'
import { isDatabaseAway } from '../connection-loss.ts'
import { bringUp, type Up } from './bring-up.ts'
import { type Installation, prepareInstallation } from './installation.ts'
import { stopPostmaster } from './postmaster.ts'
import { addressOf } from './sighting.ts'

const restartPauseSecondsMax = 5
const stopSecondsMax = 30
/** A connection that its client has closed is still counted by the server for a moment. */
const othersGoneSecondsMax = 1

export type EmbeddedPostgresSettings = {
  /** The server's own directory, made when missing; everything of it is in there. */
  readonly dataDirectory: string
  readonly log: Log
  /** Where the npm package with the programs is; absent: where Node finds it. */
  readonly packageDirectory?: string
}

export type EmbeddedPostgres = {
  /** The database `reelay`, and its owner, who is no superuser. */
  readonly connection: Address
  readonly url: string
  /** It ran already: left by a Reelay that was killed, or shared with one that runs. */
  readonly adopted: boolean
  /**
   * Leaves. Whoever leaves last stops the server; while anybody else is connected, another Reelay or a person with
   * psql, it runs on. Close your own connections first.
   */
  stop(): Promise<void>
}

/**
 * Finds or starts the PostgreSQL that npm ships, and keeps it running: when it dies it is started again. Several
 * processes on one directory share one server. When this process is killed the server lives on, for the next to find.
 *
 * Throws `EmbeddedPostgresRefusal`, which says what to do, where it cannot run.
 */
export async function startEmbeddedPostgres(settings: EmbeddedPostgresSettings): Promise<EmbeddedPostgres> {
  const { log } = settings
  const began = Date.now()
  const installation = await prepareInstallation(settings.dataDirectory)
  const up = await bringUp(installation, { ...settings, mayCreate: true })
  const connection = addressOf(installation, up.port, 'reelay', 'reelay')
  try {
    await ensureDatabase(up.client, connection)
  } catch (error) {
    await up.client.end()
    throw error
  }
  log.info(
    { directory: installation.directory, adopted: up.adopted, milliseconds: Date.now() - began },
    up.adopted ? 'found the embedded PostgreSQL running' : 'started the embedded PostgreSQL',
  )
  const stopping = new AbortController()
  const keeping = keepUp(installation, settings, up, stopping.signal)
  let stopped: Promise<void> | undefined
  return {
    connection,
    url: urlOf(connection),
    adopted: up.adopted,
    stop() {
      stopping.abort()
      stopped ??= keeping.then((last) => leave(installation, last, log))
      return stopped
    },
  }
}

/** Brings the server up again whenever our connection to it ends, until told to stop. Answers what is up in the end. */
async function keepUp(
  installation: Installation,
  settings: EmbeddedPostgresSettings,
  first: Up,
  signal: AbortSignal,
): Promise<Up> {
  const told = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  let up = first
  while (!signal.aborted) {
    await Promise.race([up.ended, told])
    if (signal.aborted) return up
    settings.log.error(
      { directory: installation.directory },
      'the embedded PostgreSQL went away; bringing it back',
    )
    const next = await bringUpAgain(installation, settings, signal)
    if (next === null) return up
    up = next
  }
  return up
}

/** Tries until the server is back; `null` when told to stop before that. */
async function bringUpAgain(
  installation: Installation,
  settings: EmbeddedPostgresSettings,
  signal: AbortSignal,
): Promise<Up | null> {
  for (
    let pauseSeconds = 1;
    !signal.aborted;
    pauseSeconds = Math.min(pauseSeconds * 2, restartPauseSecondsMax)
  ) {
    try {
      return await bringUp(installation, { ...settings, mayCreate: false, signal })
    } catch (error) {
      if (signal.aborted) return null
      settings.log.error({ err: error, pauseSeconds }, 'the embedded PostgreSQL does not start; trying again')
    }
    await pause(pauseSeconds * 1000, undefined, { signal }).catch(() => undefined) // aborted: the loop ends
  }
  return null
}

/** The role and the database of the application: as on a given server, it is not a superuser. */
async function ensureDatabase(client: pg.Client, { user, database, password }: Address): Promise<void> {
  // CREATE DATABASE takes no IF NOT EXISTS, and several processes may be here at once.
  await client.query(`select pg_advisory_lock(hashtextextended('reelay database', 0))`)
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [user, database],
    )
    const role = client.escapeIdentifier(user)
    const secret = password === undefined ? '' : ` password ${client.escapeLiteral(password)}`
    if (rows[0]?.role !== true) await client.query(`create role ${role} login${secret}`)
    if (rows[0]?.database !== true) {
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${role}`)
    }
  } finally {
    await client.query(`select pg_advisory_unlock(hashtextextended('reelay database', 0))`)
  }
}

/** Two who leave at once do not wait for each other: whoever is leaving says so in its name. */
async function leave(installation: Installation, { client, postmaster }: Up, log: Log): Promise<void> {
  try {
    await client.query(`set application_name = 'reelay leaving'`)
    const others = await countOthers(client)
    if (others > 0 || postmaster === null) {
      log.info({ connections: others }, 'the embedded PostgreSQL runs on: others use it')
    } else if (await stopPostmaster(installation, postmaster, stopSecondsMax)) {
      log.info({ directory: installation.directory }, 'stopped the embedded PostgreSQL')
    } else {
      log.warn({ pid: postmaster.pid, seconds: stopSecondsMax }, 'the embedded PostgreSQL is still stopping')
    }
  } catch (error) {
    // It is gone: another who was leaving stopped it, or it died.
    if (!isDatabaseAway(error)) throw error
  } finally {
    await client.end()
  }
}

async function countOthers(client: pg.Client): Promise<number> {
  const deadline = Date.now() + othersGoneSecondsMax * 1000
  for (;;) {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::integer as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'reelay leaving'`,
    )
    const others = rows[0]?.others ?? 0
    if (others === 0 || Date.now() > deadline) return others
    await pause(50)
  }
}
