import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { clientSettings, type Target } from './pool.ts'
import { holdExecutorLock } from './sql/hold-executor-lock.ts'

const retryMilliseconds = 500

/**
 * Holds the lock that says "this process lives", on a connection of its own, until released. A connection that dies
 * is opened again; in between others may take our tasks over, which the ownership version makes harmless.
 * Resolves once the lock is held for the first time.
 */
export async function keepExecutorLock(
  target: Target & { readonly log: Log },
  executorId: string,
): Promise<{ release(): Promise<void> }> {
  const stopping = new AbortController()
  let client = await take(target, executorId, stopping.signal)
  const follow = async (): Promise<void> => {
    while (client !== null && !stopping.signal.aborted) {
      await client.gone
      if (stopping.signal.aborted) return
      target.log.warn({ executorId }, 'the connection that says we live was lost; opening it again')
      client = await take(target, executorId, stopping.signal)
    }
  }
  const following = follow()
  return {
    async release() {
      stopping.abort()
      await client?.session.end()
      await following
    },
  }
}

type Held = { readonly session: pg.Client; readonly gone: Promise<void> }

async function take(
  target: Target & { readonly log: Log },
  executorId: string,
  signal: AbortSignal,
): Promise<Held | null> {
  while (!signal.aborted) {
    const session = new pg.Client(clientSettings(target, 'reelay worker'))
    const gone = new Promise<void>((resolve) => void session.once('end', resolve))
    // 'end' follows, and that is where we act.
    session.on('error', () => undefined)
    try {
      await session.connect()
      const { rows } = await session.query<{ held: boolean }>(holdExecutorLock.text, [executorId])
      // Not held: our own dead connection, which the server has not noticed yet.
      if (rows[0]?.held === true) return { session, gone }
    } catch (error) {
      target.log.warn({ err: error, executorId }, 'cannot say that this worker lives; trying again')
    }
    await session.end().catch(() => undefined) // nothing to lose: the next round opens another
    await pause(retryMilliseconds, undefined, { signal }).catch(() => undefined) // aborted: the loop ends
  }
  return null
}
