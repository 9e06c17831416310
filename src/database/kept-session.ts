import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { isDatabaseAway } from './connection-loss.ts'
import { clientSettings, cutConnection, type Target } from './pool.ts'

const firstConnectSecondsMax = 10
const reconnectPauseMillisecondsMin = 50
const reconnectPauseMillisecondsMax = 1000
/** A server that does not say goodbye in this time has hung. */
const goodbyeMilliseconds = 1000

export type KeptSessionSettings = Target & {
  readonly log: Log
  /** What it is for, in the log and in `pg_stat_activity`: `reelay listen`. */
  readonly purpose: string
  /** Makes a new connection what it should be. `not yet`: close it and try again in a moment. */
  prepare(client: pg.Client): Promise<'ready' | 'not yet'>
}

/**
 * Keeps one connection of its own open, until the returned function is called: for what a pool cannot do, such as
 * listening, or holding a lock for life. Resolves once it is ready; rejects when the server cannot be reached within 10
 * seconds. A connection that dies later is opened and prepared again, for ever.
 */
export async function keepSession(settings: KeptSessionSettings): Promise<() => Promise<void>> {
  const { log, purpose } = settings
  const stopping = new AbortController()
  let session = await reach(settings, stopping.signal, Date.now() + firstConnectSecondsMax * 1000)

  settings.member?.onSilence(() => {
    if (session !== null) cutConnection(session.client)
  })
  const follow = async (): Promise<void> => {
    while (session !== null) {
      await session.ended
      if (stopping.signal.aborted) return
      log.warn({ purpose }, 'a connection was lost; opening it again')
      session = await reach(settings, stopping.signal, Infinity)
    }
  }
  const following = follow()
  return async () => {
    stopping.abort()
    if (session !== null) await close(session.client)
    await following
  }
}

type Session = { readonly client: pg.Client; readonly ended: Promise<void> }

/** Tries until it works, with growing pauses; `null` when told to stop. Throws after the deadline. */
async function reach(
  settings: KeptSessionSettings,
  signal: AbortSignal,
  deadline: number,
): Promise<Session | null> {
  const { log, purpose } = settings
  const forEver = deadline === Infinity
  let pauseMilliseconds = reconnectPauseMillisecondsMin
  while (!signal.aborted) {
    try {
      const session = await connect(settings)
      if (session !== null && !signal.aborted) return session
      if (session !== null) await close(session.client)
      if (!forEver && Date.now() > deadline) throw new Error(`${purpose}: could not be set up in time`)
    } catch (error) {
      if (!forEver && (!isDatabaseAway(error) || Date.now() > deadline)) throw error
      if (forEver && !isDatabaseAway(error)) log.error({ err: error, purpose }, 'no connection; trying again')
    }
    await pause(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
    pauseMilliseconds = Math.min(pauseMilliseconds * 2, reconnectPauseMillisecondsMax)
  }
  return null
}

async function connect(settings: KeptSessionSettings): Promise<Session | null> {
  const client = new pg.Client(clientSettings(settings, settings.purpose))
  const ended = new Promise<void>((resolve) => void client.once('end', resolve))
  // 'end' follows, and that is where we act.
  client.on('error', () => undefined)
  try {
    await client.connect()
    if ((await settings.prepare(client)) === 'ready') return { client, ended }
  } catch (error) {
    await close(client)
    throw error
  }
  await close(client)
  return null
}

async function close(client: pg.Client): Promise<void> {
  const late = setTimeout(() => cutConnection(client), goodbyeMilliseconds)
  await client.end()
  clearTimeout(late)
}
