import type { Database } from '../database/database.ts'
import { grouped } from '../database/grouped.ts'
import { creditLane } from './sql/credit-lane.ts'
import { pauseLane } from './sql/pause-lane.ts'
import { takeTurns } from './sql/take-turns.ts'

/** Only turns this near are given: who waits for a later one could not hear that the lane was paused meanwhile. */
const horizonSeconds = 0.25
/** The answer to a probe is waited for so long; then its process is taken for dead. */
const probeSeconds = 30
/** A storm of refusals within this time halves the slots once. */
const reductionWindowSeconds = 30
/** A vendor that asks for more is asked again by one call after this long. */
const retryAfterSecondsMax = 3600

/** When paid calls may leave: the pace of a lane, the same for all processes. */
export interface LanePace {
  take(vendor: string, countMax: number): Promise<Turns>
  /** The vendor has answered a call, and taken the job or not; never "not now". */
  credit(vendor: string, accepted: boolean): Promise<void>
  /** The vendor has said "not now", in these words. */
  pause(vendor: string, because: string, retryAfterSeconds: number | undefined): Promise<void>
}

export type Turns = {
  readonly granted: number
  readonly firstMilliseconds: number
  readonly spacingMilliseconds: number
  /** When to ask for more. */
  readonly againMilliseconds: number
  /** An operator has closed the lane. */
  readonly isStopped: boolean
  /** What the vendor said when it put jobs off; `null` when it is well. */
  readonly trouble: string | null
}

export function createLanePace(database: Database): LanePace {
  const credit = grouped<Answer, void>(async (answers) => {
    for (const [vendor, own] of Map.groupBy(answers, (answer) => answer.vendor)) {
      const accepted = own.filter((answer) => answer.accepted).length
      await database.query(creditLane, [vendor, own.length, accepted])
    }
    return answers.map(() => undefined)
  })

  return {
    async take(vendor, countMax) {
      const [row] = await database.query(takeTurns, [vendor, countMax, horizonSeconds, probeSeconds])
      // A lane that nobody registered: closed, like one that an operator has closed.
      if (row === undefined) return { ...closed, isStopped: true }
      return {
        granted: row.granted,
        firstMilliseconds: row.first_milliseconds,
        spacingMilliseconds: row.spacing_milliseconds,
        againMilliseconds: row.again_milliseconds,
        isStopped: row.is_stopped,
        trouble: row.trouble,
      }
    },
    credit: (vendor, accepted) => credit({ vendor, accepted }),
    async pause(vendor, because, retryAfterSeconds) {
      const seconds =
        retryAfterSeconds === undefined
          ? null
          : Math.min(Math.max(retryAfterSeconds, 1), retryAfterSecondsMax)
      await database.query(pauseLane, [vendor, because, seconds, reductionWindowSeconds])
    },
  }
}

type Answer = { readonly vendor: string; readonly accepted: boolean }

const closed = {
  granted: 0,
  firstMilliseconds: 0,
  spacingMilliseconds: 0,
  againMilliseconds: 1000,
  trouble: null,
}
