import type { Log } from '../telemetry/log.ts'

/** Runs the work at once and then every so often, never twice at a time. Returns the way to stop. */
export function repeat(everySeconds: number, work: () => Promise<void>, log: Log): () => Promise<void> {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await work().catch((error: unknown) =>
        log.warn({ err: error }, 'watching over the tasks failed; trying again'),
      )
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer)
          stopping.signal.removeEventListener('abort', wake)
          resolve()
        }
        const timer = setTimeout(wake, everySeconds * 1000)
        stopping.signal.addEventListener('abort', wake)
      })
    }
  })()
  return async () => {
    stopping.abort()
    await running
  }
}
