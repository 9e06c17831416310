import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseAway } from '../../database/connection-loss.ts'
import type { Database } from '../../database/database.ts'
import type { Lanes } from '../../tasks/lanes.ts'
import type { Log } from '../../telemetry/log.ts'
import type { Engine } from '../engine.ts'
import { watchOutbox } from '../outbox-watch.ts'

/** One pass gives away at most so many slots, so that none holds its lock for long. */
const batchSizeMax = 256

/** After a look the next one waits this many times as long as it took: looking costs a fifth of a connection at most. */
const restsPerLook = 4
/** But no longer than this: a look that took long may have waited for a database that was away. */
const restMillisecondsMax = 1000

export type Admission = { stop(): Promise<void> }

export type AdmissionSettings = {
  readonly database: Database
  readonly lanes: Lanes
  readonly engine: Pick<Engine, 'enqueue'>
  /** The lanes that this process looks after. */
  readonly vendors: readonly string[]
  readonly log: Log
}

/**
 * Decides who may start. A task that waits is a row and nothing else; it is handed to the engine in the moment in which
 * its vendor has a slot for it. Any number of processes do so: one at a time per lane. Woken by new tasks and by
 * slots that come free.
 */
export const startAdmission = ({ database, lanes, engine, vendors, log }: AdmissionSettings) =>
  watchOutbox({
    database,
    channel: 'reelay_tasks',
    log,
    async drain({ signal }) {
      const begun = performance.now()
      for (const vendor of await lanes.waiting(vendors)) {
        try {
          while (!signal.aborted && (await admitBatch(lanes, engine, vendor)) === batchSizeMax) continue
        } catch (error) {
          if (isDatabaseAway(error)) throw error
          // A lane in trouble keeps no other waiting.
          log.warn({ err: error, vendor }, 'nobody could be admitted to a lane; trying again')
        }
      }
      const restMilliseconds = Math.min((performance.now() - begun) * restsPerLook, restMillisecondsMax)
      await pause(restMilliseconds, undefined, { signal }).catch(() => undefined)
    },
  }) satisfies Promise<Admission>

/** One transaction: the task leaves the lane's line exactly when the engine has it. */
const admitBatch = (lanes: Lanes, engine: AdmissionSettings['engine'], vendor: string): Promise<number> =>
  lanes.admit(vendor, batchSizeMax, (transaction, admitted) =>
    engine.enqueue(
      transaction,
      admitted.map(({ taskId }) => ({ taskId, vendor })),
    ),
  )
