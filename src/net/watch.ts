import { Refusal } from './refusal.ts'

/** Watches the time of one request. Whichever limit runs out first aborts `signal` with a Refusal as its reason. */
export interface Watch {
  readonly signal: AbortSignal
  /** From now on the next step must come within `seconds`, or the request ends for this `reason`. */
  expect(reason: string, seconds: number): void
  /** The next step came, or it is not the server we wait for. */
  rest(): void
  /** Ends the watch for good. */
  stop(): void
}

/** `signal` is the caller's own wish to stop; its reason is passed on unchanged. */
export function startWatch(totalSeconds: number, signal: AbortSignal | undefined): Watch {
  const controller = new AbortController()
  const give = (reason: string) => () => controller.abort(new Refusal(reason, 'passing'))
  const stopWithCaller = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', stopWithCaller, { once: true })
  if (signal?.aborted === true) stopWithCaller()
  const total = setTimeout(give(`took longer than ${totalSeconds} s`), totalSeconds * 1000)
  let step: NodeJS.Timeout | undefined
  return {
    signal: controller.signal,
    expect(reason, seconds) {
      clearTimeout(step)
      step = setTimeout(give(reason), seconds * 1000)
    },
    rest() {
      clearTimeout(step)
    },
    stop() {
      clearTimeout(total)
      clearTimeout(step)
      signal?.removeEventListener('abort', stopWithCaller)
    },
  }
}
