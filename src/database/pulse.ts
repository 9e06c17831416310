/** How far apart the beats of an unbroken row may be. */
const gapSecondsMax = 6

/** The beats of this process that were answered, by its own clocks. */
export interface Pulse {
  /** An answered beat, by the moment it was sent. */
  beat(sentAt: Moment): void
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
    silentSeconds: () => secondsBetween(last, now()),
    steadySeconds: () =>
      secondsBetween(last, now()) > gapSecondsMax ? 0 : secondsBetween(steadySince, last),
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
