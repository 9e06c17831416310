import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { STOP, type RenderFailure, type RenderNews, type RenderOrder } from './render-order.ts'

/** One worker thread that draws one film. */
export type RenderThread = {
  /** How it ended. Never rejects; by then the thread is gone. */
  readonly ended: Promise<RenderOutcome>
  /** Asks the thread to stop, and makes it stop if it does not answer. It then has ended with this failure. */
  stop(failure: RenderFailure): Promise<void>
}

export type RenderOutcome =
  | { readonly kind: 'done'; readonly frameHash: string }
  | ({ readonly kind: 'failed' } & RenderFailure)

const PROGRAM = new URL('./render-worker.ts', import.meta.url)
/**
 * Objects only, ten times what a render needs: the planes of frames are outside of this heap, and bounded by the sizes
 * a plan may have. It ends a thread that leaks; one that grabs all at once still takes the process down (Node 24.21).
 */
const HEAP_MEGABYTES_MAX = 512
/** Time to kill the encoder and remove the file. */
const STOP_GRACE_MS = 3000

/** `report` is told the share of frames drawn, in percent. */
export function startRenderThread(
  order: RenderOrder,
  report: (percent: number) => void,
  program: URL = PROGRAM,
): RenderThread {
  const worker = new Worker(program, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES_MAX },
    execArgv: [],
  })
  let lastWord: RenderOutcome | undefined

  worker.on('message', (news: RenderNews) => {
    switch (news.kind) {
      case 'progress':
        report(news.percent)
        break
      case 'done':
      case 'failed':
        lastWord ??= news
        // Whatever the encoder's packages still hold open goes with the thread.
        void worker.terminate()
        break
    }
  })
  const ended = new Promise<RenderOutcome>((resolve) => {
    worker.on('error', (cause: unknown) => {
      lastWord ??= crash(cause)
    })
    worker.on('exit', (code) => resolve(lastWord ?? crash(`exit code ${code}`)))
  })

  return {
    ended,
    async stop(failure) {
      lastWord = { kind: 'failed', ...failure }
      worker.postMessage(STOP)
      await Promise.race([ended, pause(STOP_GRACE_MS, undefined, { ref: false })])
      await worker.terminate()
    },
  }
}

function crash(cause: unknown): RenderOutcome {
  const detail = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  return { kind: 'failed', fault: 'refused', reason: 'The thread that drew the animatic broke down.', detail }
}
