import type { Database } from '../database/database.ts'
import { grouped } from '../database/grouped.ts'
import { countRequests } from '../database/sql/count-requests.ts'
import type { Admission, Limiter } from './limiter.ts'

export type LimiterSettings = {
  readonly database: Database
  /** Calls per second by action, of accounts without a limit of their own; 0, or no entry, is unlimited. */
  readonly perSecond: Readonly<Record<string, number>>
}

/**
 * Limits by the second of the database's clock, so that any number of processes share one count. Calls that arrive
 * together are counted in one statement; a key that is over its limit is refused here, without a query, until its
 * second ends (engine.md 8).
 */
export function createLimiter({ database, perSecond }: LimiterSettings): Limiter {
  const spent = new Map<string, SpentSecond>()
  const count = grouped<Call, Count>((calls) => countTogether(database, calls))

  return {
    async admit(accountId, action, ownLimitPerSecond) {
      const limit = ownLimitPerSecond ?? perSecond[action] ?? 0
      if (limit === 0) return { admitted: true }
      const key = `${accountId} ${action}`
      const over = spent.get(key)
      // A limit that has just been changed is the database's to judge.
      if (over?.limit === limit && performance.now() < over.until) return refusal(++over.count, limit)
      const askedAt = performance.now()
      const { place, leftMilliseconds } = await count({ key, accountId, action })
      if (place <= limit) return { admitted: true }
      if (spent.size >= spentMax) forgetPast(spent)
      // From when we asked: the second may end early here, which costs a query, but never late, which would refuse
      // a call of the next one.
      spent.set(key, { limit, until: askedAt + leftMilliseconds, count: place })
      return refusal(place, limit)
    },
  }
}

type Call = { readonly key: string; readonly accountId: bigint; readonly action: string }
type Count = { readonly place: number; readonly leftMilliseconds: number }
type SpentSecond = { readonly limit: number; readonly until: number; count: number }

const refusal = (count: number, limitPerSecond: number): Admission => ({
  admitted: false,
  count,
  limitPerSecond,
})

/** Keys over their limit are few; this many seconds of the past may lie around before they are swept. */
const spentMax = 10_000

function forgetPast(spent: Map<string, SpentSecond>): void {
  const now = performance.now()
  for (const [key, { until }] of spent) if (until <= now) spent.delete(key)
}

/** Counts the calls by key, and gives each its own place in its second. */
async function countTogether(database: Database, calls: readonly Call[]): Promise<readonly Count[]> {
  const groups = Map.groupBy(calls, ({ key }) => key)
  const leaders = [...groups.values()].map(([first, ...rest]) => ({ ...first, count: rest.length + 1 }))
  const rows = await database.query(countRequests, [
    leaders.map(({ accountId }) => accountId),
    leaders.map(({ action }) => action),
    leaders.map(({ count }) => count),
  ])
  const totals = new Map(rows.map((row) => [`${row.account_id} ${row.action}`, row]))
  const given = new Map<string, number>()
  return calls.map(({ key }) => {
    const total = totals.get(key)
    if (total === undefined) throw new Error(`The calls of ${key} were not counted.`)
    const earlier = total.count - (groups.get(key)?.length ?? 0)
    const place = (given.get(key) ?? earlier) + 1
    given.set(key, place)
    return { place, leftMilliseconds: total.left_milliseconds }
  })
}
