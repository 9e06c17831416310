import type { AccessKey } from './accounts.ts'

export type KeyCache = {
  /** Asks `load` at most once per SecretId and lifetime, also for keys that do not exist. */
  get(secretId: string, load: () => Promise<AccessKey | null>): Promise<AccessKey | null>
  delete(secretId: string): void
}

/**
 * Keeps look-ups for a moment: long enough that signatures cost no query, short enough that a disabled key is soon
 * refused. Bounded, because callers make SecretIds up: the oldest goes first.
 */
export function createKeyCache({ lifetimeMilliseconds = 5000, entriesMax = 10_000 } = {}): KeyCache {
  const entries = new Map<string, { readonly found: Promise<AccessKey | null>; readonly until: number }>()
  return {
    get(secretId, load) {
      const known = entries.get(secretId)
      if (known !== undefined && performance.now() < known.until) return known.found
      const entry = { found: load(), until: performance.now() + lifetimeMilliseconds }
      // Delete first: a Map keeps its order by first insertion.
      entries.delete(secretId)
      entries.set(secretId, entry)
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value ?? '')
      // A failed look-up is no answer; the next request asks again. Its own caller hears the error.
      entry.found.catch(() => {
        if (entries.get(secretId) === entry) entries.delete(secretId)
      })
      return entry.found
    },
    delete(secretId) {
      entries.delete(secretId)
    },
  }
}
