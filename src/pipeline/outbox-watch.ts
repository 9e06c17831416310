import type { Database } from '../database/database.ts'
import type { Log } from '../telemetry/log.ts'

/** A NOTIFY may be lost with its connection; this often we look without being told. */
const lookEverySeconds = 1

export type OutboxWatch = {
  /** Resolves when no look is under way any more. */
  stop(): Promise<void>
}

export type Look = {
  readonly signal: AbortSignal
  /** Looks again: when this look is over, or at once when it is. */
  readonly wake: () => void
}

export type OutboxWatchSettings = {
  readonly database: Database
  /** Where it is told that there is something new. */
  readonly channel: string
  /** Takes what is there. Never called twice at a time; should end soon after the signal aborts. */
  readonly drain: (look: Look) => Promise<void>
  readonly log: Log
}

/** Empties an outbox: at once, on every NOTIFY, and by the clock. */
export async function watchOutbox({
  database,
  channel,
  drain,
  log,
}: OutboxWatchSettings): Promise<OutboxWatch> {
  const stopping = new AbortController()
  const { signal } = stopping
  let running: Promise<void> | null = null
  let again = false

  const look = async (): Promise<void> => {
    do {
      again = false
      await drain({ signal, wake })
    } while (again && !signal.aborted)
  }
  const wake = (): void => {
    again = true
    if (running !== null || signal.aborted) return
    running = look()
      .catch((error: unknown) => log.warn({ err: error, channel }, 'emptying an outbox failed; trying again'))
      .finally(() => {
        running = null
      })
  }
  const stopListening = await database.listen(channel, wake)
  const timer = setInterval(wake, lookEverySeconds * 1000)
  wake()
  return {
    async stop() {
      stopping.abort()
      clearInterval(timer)
      await stopListening()
      await running
    },
  }
}
