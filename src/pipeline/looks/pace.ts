/** How often calls to one vendor may begin: within its rate, later when it says so, and seldom while it is down. */
export type Pace = {
  /** The moment from which the next call may begin, in milliseconds of the look clock. */
  readyAt(): number
  begin(now: number): void
  succeeded(): void
  /** The vendor wants fewer calls. Returns the seconds of the pause, `null` when there is one already. */
  throttled(now: number, retryAfterSeconds: number | undefined): number | null
  /** A call came to nothing. Returns the seconds of the pause, `null` when it is too early for one. */
  failed(now: number): number | null
}

/** So much of the pace may be caught up at once after a quiet moment. */
const burstMilliseconds = 100
/** What a vendor asks for is believed up to here: somebody has to look again. */
const throttleSecondsMax = 300
const throttleSecondsMin = 5
const gapMillisecondsMax = 5000
/** One failed call may be about one task; so many in a row are about the vendor. */
const failuresBeforePause = 3
const outageSecondsMax = 30

export function createPace(callsPerSecondMax: number): Pace {
  const gapMin = 1000 / callsPerSecondMax
  let gap = gapMin
  let nextAt = -Infinity
  let pausedUntil = -Infinity
  let failures = 0
  let throttles = 0

  const pause = (now: number, seconds: number): number => {
    pausedUntil = now + seconds * 1000
    return seconds
  }
  return {
    readyAt: () => Math.max(pausedUntil, nextAt - burstMilliseconds),
    begin(now) {
      nextAt = Math.max(nextAt, now) + gap
    },
    succeeded() {
      failures = 0
      throttles = 0
      gap = Math.max(gapMin, gap * 0.98)
    },
    throttled(now, retryAfterSeconds) {
      // Calls that were under way when the pause began say the same once more.
      if (now < pausedUntil) return null
      gap = Math.min(gap * 2, Math.max(gapMillisecondsMax, gapMin))
      const own = Math.min(throttleSecondsMin * 2 ** throttles++, 60)
      return pause(now, Math.min(retryAfterSeconds ?? own, throttleSecondsMax))
    },
    failed(now) {
      if (now < pausedUntil || ++failures < failuresBeforePause) return null
      return pause(now, Math.min(2 ** (failures - failuresBeforePause), outageSecondsMax))
    },
  }
}
