import type { ObjectStore } from '../storage/object-store.ts'
import type { Observer } from '../telemetry/observer.ts'

/** The same store; what is written to it is counted. */
export const observeStore = (store: ObjectStore, observer: Observer): ObjectStore => ({
  ...store,
  async put(key, source, contentType) {
    const stored = await store.put(key, source, contentType)
    observer.bytesStored?.({ kind: kindOf(key), sizeBytes: stored.sizeBytes })
    return stored
  },
})

const kinds: ReadonlySet<string> = new Set(['results', 'buckets', 'intake', 'uploads'])

function kindOf(key: string): string {
  const [first = ''] = key.split('/', 1)
  return kinds.has(first) ? first : 'other'
}
