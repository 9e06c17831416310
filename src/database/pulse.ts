/**
 * How far apart the beats of an unbroken row may be. A database that stands still for so long makes everybody silent for
 * that and one beat more: still less than what counts as dead.
 */
const gapSecondsMax = 4.5

/** The beats of this process that were answered, by its own clocks. */
export interface Pulse {
  /** An answered beat, by the moment it was sent. */
  beat(sentAt: Moment): void
  /** The row begins anew: the connection was lost, as everybody's may have been. */
  interrupt(): void
  /** Since the last one that was answered was sent. */
  silentSeconds(): number
  /** For how long they have come without a gap. */
  steadySeconds(): number
}

/** A moment by both clocks: one stands still while the machine sleeps, the other may be set. */
export type Moment = { readonly monotonicMilliseconds: number; readonly wallMilliseconds: number }

export function createPulse(now: () => Moment): Pulse {
  let last = now()
  let steadySince = last
  return {
    beat(sentAt) {
      if (secondsBetween(last, sentAt) > gapSecondsMax) steadySince = sentAt
      last = sentAt
    },
    interrupt() {
      steadySince = now()
    },
    silentSeconds: () => secondsBetween(last, now()),
    steadySeconds: () =>
      secondsBetween(last, now()) > gapSecondsMax ? 0 : Math.max(0, secondsBetween(steadySince, last)),
  }
}

/** By whichever clock moved more: a gap that only one of them saw is one. */
const secondsBetween = (earlier: Moment, later: Moment): number =>
  Math.max(
    later.monotonicMilliseconds - earlier.monotonicMilliseconds,
    later.wallMilliseconds - earlier.wallMilliseconds,
  ) / 1000

export const systemMoment = (): Moment => ({
  monotonicMilliseconds: performance.now(),
  wallMilliseconds: Date.now(),
})
