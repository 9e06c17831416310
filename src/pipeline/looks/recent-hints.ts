import type { LookClock } from './look-clock.ts'

const keepMilliseconds = 60_000
const countMax = 4096

/**
 * A quick vendor's callback may come before anybody here watches the task: it is kept for a minute. Every worker hears
 * the callbacks of all, so most of what is kept is never asked for, and the oldest go first.
 */
export type RecentHints = {
  readonly keep: (taskId: string) => void
  readonly take: (taskId: string) => boolean
}

export function createRecentHints(clock: LookClock): RecentHints {
  const kept = new Map<string, number>()
  return {
    keep(taskId) {
      kept.delete(taskId)
      kept.set(taskId, clock.now())
      if (kept.size <= countMax) return
      const [oldest] = kept.keys()
      if (oldest !== undefined) kept.delete(oldest)
    },
    take(taskId) {
      const at = kept.get(taskId)
      return kept.delete(taskId) && at !== undefined && clock.now() - at < keepMilliseconds
    },
  }
}
