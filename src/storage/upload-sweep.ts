import type { Clock } from '../net/clock.ts'
import type { Log } from '../telemetry/log.ts'
import type { ObjectStore } from './object-store.ts'

export type UploadSweepSettings = {
  readonly store: ObjectStore
  readonly clock: Clock
  readonly keepHours: number
  readonly log: Log
}

/** Looks at the next uploads, wherever the last round stopped, and deletes those whose time is over. */
export type UploadSweep = () => Promise<{ readonly looked: number; readonly deleted: number }>

const batchMax = 1000
/** A task that took its image at the last moment may still be reading it. */
const graceHours = 1
const everyMilliseconds = 60_000

/** Any number of workers may sweep: deleting what is gone is not an error. */
export function createUploadSweep({ store, clock, keepHours }: UploadSweepSettings): UploadSweep {
  let keys: AsyncIterator<string> | undefined
  return async () => {
    keys ??= store.list('uploads')[Symbol.asyncIterator]()
    const keptSince = clock.now().getTime() - (keepHours + graceHours) * 3_600_000
    let deleted = 0
    for (let looked = 0; looked < batchMax; looked++) {
      const { value: key, done } = await keys.next()
      if (done === true) {
        keys = undefined
        return { looked, deleted }
      }
      const object = await store.stat(key)
      if (object === null || object.modifiedAt.getTime() >= keptSince) continue
      await store.delete(key)
      deleted++
    }
    return { looked: batchMax, deleted }
  }
}

/** Sweeps a batch a minute. Resolves the returned stop when the batch under way is done. */
export function startUploadSweep(settings: UploadSweepSettings): () => Promise<void> {
  const sweep = createUploadSweep(settings)
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= sweep()
      .catch((error: unknown) => settings.log.warn({ err: error }, 'sweeping uploads failed; trying again'))
      .finally(() => (running = undefined))
  }, everyMilliseconds)
  return async () => {
    clearInterval(timer)
    await running
  }
}
