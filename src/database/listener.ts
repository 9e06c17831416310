import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { isDatabaseAway } from './connection-loss.ts'
import { clientSettings, type Target } from './pool.ts'

const firstConnectSecondsMax = 10
const reconnectPauseMillisecondsMin = 50
const reconnectPauseMillisecondsMax = 5000

/**
 * Listens on a channel through a connection of its own, until the returned function is called. Resolves once the
 * server listens; rejects when it cannot be reached within 10 seconds. A connection that dies later is opened again,
 * for ever. What was notified in between is lost: PostgreSQL keeps no notification for later.
 */
export async function listenOn(
  target: Target & { readonly log: Log },
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const { log } = target
  const stopping = new AbortController()
  const tell = (payload: string): void => {
    try {
      heard(payload)
    } catch (error) {
      log.error({ err: error, channel }, 'a listener failed; its notification is dropped')
    }
  }
  let line = await reach(target, channel, tell, stopping.signal, Date.now() + firstConnectSecondsMax * 1000)

  const follow = async (): Promise<void> => {
    while (line !== null) {
      await line.ended
      if (stopping.signal.aborted) return
      log.warn({ channel }, 'the listening connection was lost; opening it again')
      line = await reach(target, channel, tell, stopping.signal, Infinity)
    }
  }
  const following = follow()
  return async () => {
    stopping.abort()
    await line?.client.end()
    await following
  }
}

type Line = { readonly client: pg.Client; readonly ended: Promise<void> }

/** Tries until it works, with growing pauses; `null` when told to stop. Throws after the deadline. */
async function reach(
  target: Target & { readonly log: Log },
  channel: string,
  tell: (payload: string) => void,
  signal: AbortSignal,
  deadline: number,
): Promise<Line | null> {
  let pauseMilliseconds = reconnectPauseMillisecondsMin
  while (!signal.aborted) {
    try {
      const line = await connect(target, channel, tell)
      if (!signal.aborted) return line
      await line.client.end()
    } catch (error) {
      const forEver = deadline === Infinity
      if (!forEver && (!isDatabaseAway(error) || Date.now() > deadline)) throw error
      if (forEver && !isDatabaseAway(error))
        target.log.error({ err: error, channel }, 'cannot listen; trying again')
    }
    await pause(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
    pauseMilliseconds = Math.min(pauseMilliseconds * 2, reconnectPauseMillisecondsMax)
  }
  return null
}

async function connect(target: Target, channel: string, tell: (payload: string) => void): Promise<Line> {
  const client = new pg.Client(clientSettings(target, 'reelay listen'))
  const ended = new Promise<void>((resolve) => void client.once('end', resolve))
  // 'end' follows, and that is where we act.
  client.on('error', () => undefined)
  client.on('notification', ({ payload = '' }) => tell(payload))
  try {
    await client.connect()
    await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    return { client, ended }
  } catch (error) {
    await client.end()
    throw error
  }
}
