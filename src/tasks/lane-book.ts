import type { Database } from '../database/database.ts'
import { listLanes } from './sql/list-lanes.ts'
import { resumeLane } from './sql/resume-lane.ts'
import { stopLane } from './sql/stop-lane.ts'

/** The operator's side of the lanes. */
export interface LaneBook {
  /** Every lane that a worker has ever registered, by name. */
  list(): Promise<readonly LaneSummary[]>
  /** Sends the vendor nothing more until it is resumed. `false`: there is no such lane. */
  pause(vendor: string): Promise<boolean>
  /** Opens it again, also where the vendor's own refusals have closed it or taken slots. `false` as above. */
  resume(vendor: string): Promise<boolean>
}

export type LaneSummary = {
  readonly vendor: string
  /** Tasks that it works on at a time now, and as configured. */
  readonly slots: number
  readonly configuredSlots: number
  /** Submits that its key allows; `null`: as fast as slots come free. */
  readonly requestsPerSecond: number | null
  /** Tasks that hold a slot. */
  readonly inFlight: number
  readonly waiting: number
  /** When the oldest that waits was created. */
  readonly oldestWaitingAt: Date | null
  /** The vendor has said "not now". */
  readonly pausedUntil: Date | null
  /** With these words; also while it has not got all its slots back. Else ''. */
  readonly because: string
  /** An operator has closed it since. */
  readonly stoppedAt: Date | null
}

export const createLaneBook = (database: Database): LaneBook => ({
  async list() {
    return (await database.query(listLanes, [])).map((row) => ({
      vendor: row.vendor,
      slots: row.slots,
      configuredSlots: row.configured_slots,
      requestsPerSecond: row.per_second,
      inFlight: row.in_flight,
      waiting: row.waiting,
      oldestWaitingAt: row.oldest_at,
      pausedUntil: row.paused_until,
      because: row.paused_because,
      stoppedAt: row.stopped_at,
    }))
  },
  pause: async (vendor) => (await database.query(stopLane, [vendor])).length > 0,
  resume: async (vendor) => (await database.query(resumeLane, [vendor])).length > 0,
})
