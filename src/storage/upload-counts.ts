import type { ObjectStore } from './object-store.ts'

/** How much the uploads of an account take, known well enough to bound it. */
export interface UploadCounts {
  /**
   * Sets `sizeBytes` aside for an object below `folder`, nothing when it is there already. `full` when all of them
   * together would take more than `bytesMax`.
   */
  reserve(folder: string, key: string, sizeBytes: number, bytesMax: number): Promise<Reservation | 'full'>
}

/** `giveBack` when the object did not come to be after all. */
export type Reservation = { giveBack(): void }

/** The least that an object counts as: bounds their number too, so that a count stays quick. */
const objectBytesMin = 64 * 1024

/** A count is trusted this long. So the bound is exact within a process, and soft by what others add meanwhile. */
const countedMilliseconds = 60_000

/** Accounts that upload in the same minute. */
const accountsMax = 1000

/** Counts by looking at the store, once a minute and account, and adds up what this process keeps in between. */
export function createUploadCounts(store: ObjectStore): UploadCounts {
  const counts = new Map<string, { readonly until: number; readonly count: Promise<Count> }>()

  const countOf = (folder: string): Promise<Count> => {
    const known = counts.get(folder)
    if (known !== undefined && performance.now() < known.until) return known.count
    if (counts.size >= accountsMax) counts.clear()
    const count = countObjects(store, folder)
    counts.set(folder, { until: performance.now() + countedMilliseconds, count })
    // A count that failed is none; the next upload counts anew.
    count.catch(() => counts.delete(folder))
    return count
  }

  return {
    async reserve(folder, key, sizeBytes, bytesMax) {
      const count = await countOf(folder)
      if (count.keys.has(key)) return { giveBack: () => undefined }
      const weight = Math.max(sizeBytes, objectBytesMin)
      if (count.bytes + weight > bytesMax) return 'full'
      count.bytes += weight
      count.keys.add(key)
      return {
        giveBack() {
          count.bytes -= weight
          count.keys.delete(key)
        },
      }
    },
  }
}

type Count = { bytes: number; readonly keys: Set<string> }

async function countObjects(store: ObjectStore, folder: string): Promise<Count> {
  const count: Count = { bytes: 0, keys: new Set() }
  for await (const key of store.list(folder)) {
    const object = await store.stat(key)
    if (object === null) continue
    count.bytes += Math.max(object.sizeBytes, objectBytesMin)
    count.keys.add(key)
  }
  return count
}
