import { Worker } from 'node:worker_threads'

export type MediaOrder = { readonly path: string; readonly kind: 'video' | 'audio' }

export type MediaReport =
  | {
      readonly outcome: 'whole'
      readonly format: string
      readonly durationSeconds: number
      /** Of videos. */
      readonly width?: number
      readonly height?: number
    }
  /** Not of a format that is taken. */
  | { readonly outcome: 'foreign' }
  | { readonly outcome: 'broken'; readonly reason: string }

/** 190 MB took one second (measured); what takes a minute was made to. */
const secondsMax = 60
/** Of objects, which are the packets' places; the bytes of packets come and go. */
const heapMegabytesMax = 256

/**
 * Reads a video or sound to its last packet, by its content alone. In a thread of its own: a file can be made that keeps
 * its reader busy for ever or fills its memory, and then the thread is ended and the file is to blame.
 */
export async function inspectMedia(order: MediaOrder, signal: AbortSignal): Promise<MediaReport> {
  const thread = new Worker(new URL('./media-worker.ts', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
    execArgv: [],
  })
  const limit = AbortSignal.any([signal, AbortSignal.timeout(secondsMax * 1000)])
  try {
    return await new Promise<MediaReport>((resolve, reject) => {
      const giveUp = () => resolve(endless)
      thread.once('message', resolve)
      thread.once('error', (error) => (isOutOfMemory(error) ? giveUp() : reject(error)))
      thread.once('exit', (code) => reject(new Error(`the thread that reads videos ended with ${code}`)))
      limit.addEventListener('abort', giveUp, { once: true })
      if (limit.aborted) giveUp()
    })
  } finally {
    await thread.terminate()
  }
}

const endless: MediaReport = { outcome: 'broken', reason: 'reading it takes too long or too much memory' }

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
