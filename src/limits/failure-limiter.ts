import { blockOf } from './address-block.ts'
import type { FailureLimiter } from './limiter.ts'

export type FailureLimiterSettings = {
  /** Failures per second and address; 0 is unlimited. */
  readonly perSecond: number
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
}

/** More addresses than this in one second are not one caller's; what comes on top is not counted. */
const addressesMax = 10_000

/**
 * Counts by the second. Every second starts with nothing, so that the memory is bounded by what comes in within one,
 * and a caller who stops failing is welcome again at once.
 */
export function createFailureLimiter({ perSecond, now }: FailureLimiterSettings): FailureLimiter {
  const counts = new Map<string, number>()
  let second = 0

  const add = (address: string): number => {
    const block = blockOf(address)
    const count = (counts.get(block) ?? 0) + 1
    if (counts.size < addressesMax || counts.has(block)) counts.set(block, count)
    return count
  }
  const startOver = (): void => {
    const current = Math.floor(now() / 1000)
    if (current === second) return
    second = current
    counts.clear()
  }

  return {
    excessOf(address) {
      if (perSecond === 0) return null
      startOver()
      if ((counts.get(blockOf(address)) ?? 0) < perSecond) return null
      return { count: add(address), limitPerSecond: perSecond }
    },
    note(address) {
      if (perSecond === 0) return
      startOver()
      add(address)
    },
  }
}
