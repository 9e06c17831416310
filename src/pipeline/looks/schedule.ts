import { nextLook, patience } from './next-look.ts'
import type { LaneSettings } from './lane.ts'
import type { Watched } from './watched.ts'

/** Looks that go in batches are due on this grid, so that they meet. */
const tickMilliseconds = 1500
/** A ticket more in a call that goes out anyway costs a tenth of its share. */
const batchDiscount = 10
/** Callbacks of one task cause at most one look in this time, however many come. */
const hintGapMilliseconds = 1000
/** A vendor may tell of a change before its own look-up knows of it: so long after a hint it is looked at once more. */
const secondHintMilliseconds = 3000
/** However well callbacks have come so far, a twentieth of the renders is expected to end without one. */
const heardShareMax = 0.95
/** How quickly the share of renders that a callback told of follows what happens. */
const heardShareStep = 0.05

export type ScheduleSettings = Pick<LaneSettings, 'entry' | 'learned' | 'note'> & {
  readonly batchSizeMax: number
}

/** When each task of a lane is looked at. Moments are milliseconds of the look clock. */
export type Schedule = {
  /** After a look that saw it unfinished, or before the first. */
  readonly next: (task: Watched) => number
  readonly afterFault: (task: Watched, now: number, retryAfterSeconds: number) => number
  readonly hinted: (task: Watched) => number
  /** Learns from a render that was just seen finished. */
  readonly finished: (task: Watched, now: number, hinted: boolean) => void
}

export function createSchedule({ entry, learned, note, batchSizeMax }: ScheduleSettings): Schedule {
  const { look: manners } = entry
  /** Of the renders that ended lately, how many a callback had told of. */
  let heardShare = 0

  const hinted = (task: Watched): number => {
    if (task.hints === 0) return Infinity
    return task.calledAt + (task.hints === 1 ? secondHintMilliseconds : hintGapMilliseconds)
  }
  const shareOf = (sizeMax: number): number => (sizeMax > 1 ? sizeMax * batchDiscount : 1)
  return {
    hinted,
    next(task) {
      const sizeMax = Math.min(task.batchSizeMax, batchSizeMax)
      const seconds = nextLook({
        lookedSeconds: (task.lookedAt - task.submittedAt) / 1000,
        learned: learned(task.modelKey),
        look: manners,
        // Lateness that a callback will cut short costs nothing, so a look is worth the less.
        priceShare: 1 / (shareOf(sizeMax) * (1 - Math.min(heardShare, heardShareMax))),
      })
      const at = task.submittedAt + seconds * 1000
      const met = sizeMax > 1 ? Math.ceil(at / tickMilliseconds) * tickMilliseconds : at
      return Math.min(met, hinted(task), task.deadlineAt)
    },
    afterFault(task, now, retryAfterSeconds) {
      const passedSeconds = (now - task.submittedAt) / 1000
      const pause = Math.max(patience(manners, passedSeconds), retryAfterSeconds)
      return Math.min(now + pause * 1000, Math.max(now, task.deadlineAt))
    },
    finished(task, now, wasHinted) {
      heardShare += heardShareStep * ((wasHinted ? 1 : 0) - heardShare)
      if (task.isResumed) return
      // It ended somewhere between the last two looks; with a callback, just now.
      const endedAt = wasHinted ? now : (task.lookedAt + now) / 2
      note(task.modelKey, (endedAt - task.submittedAt) / 1000)
    },
  }
}
