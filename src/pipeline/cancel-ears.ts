import { EventEmitter } from 'node:events'
import type { Database } from '../database/database.ts'
import { listRequestedCancels } from '../tasks/sql/list-requested-cancels.ts'
import type { Log } from '../telemetry/log.ts'
import { watchOutbox } from './outbox-watch.ts'

/** Tells the stages that run in this process that their caller no longer wants the task. */
export interface CancelEars {
  /** The signal aborts when a cancel is committed from now on; an earlier one is in the task's row. */
  listen(taskId: string): Ear
}

export type Ear = { readonly signal: AbortSignal; close(): void }

/** Far more than anybody cancels in a second; those left over are told when these have ended. */
const toldMax = 1000

/** Starts to listen: what is told at once may be lost with its connection, so the few open cancels are also looked up. */
export async function startCancelEars(
  database: Database,
  log: Log,
): Promise<CancelEars & { stop(): Promise<void> }> {
  const cancels = new EventEmitter()
  const watch = await watchOutbox({
    database,
    channel: 'reelay_cancels',
    log,
    async drain() {
      if (cancels.eventNames().length === 0) return
      for (const { id } of await database.query(listRequestedCancels, [toldMax])) cancels.emit(eventOf(id))
    },
  })
  return {
    listen(taskId) {
      const cancelled = new AbortController()
      const abort = () => cancelled.abort()
      cancels.once(eventOf(taskId), abort)
      return { signal: cancelled.signal, close: () => void cancels.off(eventOf(taskId), abort) }
    },
    stop: () => watch.stop(),
  }
}

/** No id may be one of the names that mean something to an emitter. */
const eventOf = (taskId: string): string => `cancel ${taskId}`
