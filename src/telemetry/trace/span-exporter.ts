import type { Log } from '../log.ts'
import type { Span } from './span.ts'

export type SpanExporter = {
  /** Never waits. What does not fit any more is dropped, and told when it is over. */
  add(span: Span): void
  /** Sends what is left, as long as it takes no more than a moment. */
  close(): Promise<void>
}

export type SpanExporterSettings = {
  /** Never rejects. `later`: the same may be sent again. */
  readonly send: (spans: readonly Span[]) => Promise<'sent' | 'later' | 'refused'>
  readonly waitingMax: number
  readonly batchMax: number
  readonly delaySeconds: number
  readonly log: Log
}

const closeMilliseconds = 2000
/** While nobody answers, the pauses grow up to this many delays. */
const delaysMax = 12

/** Sends spans in batches, one batch at a time, off the path of the work. A receiver that is away costs nobody else. */
export function createSpanExporter(settings: SpanExporterSettings): SpanExporter {
  const { send, waitingMax, batchMax, delaySeconds, log } = settings
  let waiting: Span[] = []
  let dropped = 0
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<void> | undefined

  const schedule = (): void => {
    const delays = Math.min(2 ** failures, delaysMax)
    timer ??= setTimeout(
      () => {
        timer = undefined
        void flush()
      },
      delaySeconds * 1000 * delays,
    ).unref()
  }
  const flush = (): Promise<void> => {
    sending ??= sendBatch().finally(() => {
      sending = undefined
      if (waiting.length >= batchMax && failures === 0) void flush()
      else if (waiting.length > 0) schedule()
    })
    return sending
  }
  const sendBatch = async (): Promise<void> => {
    const batch = waiting.slice(0, batchMax)
    if (batch.length === 0) return
    waiting = waiting.slice(batch.length)
    const outcome = await send(batch)
    if (outcome === 'later') {
      if (failures === 0)
        log.warn({}, 'the receiver of traces does not answer; they wait, then they are dropped')
      failures++
      dropped += Math.max(0, batch.length + waiting.length - waitingMax)
      waiting = [...batch, ...waiting].slice(0, waitingMax)
      return
    }
    if (outcome === 'refused') dropped += batch.length
    if (failures > 0 || outcome === 'refused')
      log.warn({ outcome, dropped }, 'the receiver of traces answered')
    failures = 0
    dropped = 0
  }

  return {
    add(span) {
      if (waiting.length >= waitingMax) {
        dropped++
        return
      }
      waiting.push(span)
      if (waiting.length >= batchMax && failures === 0) void flush()
      else schedule()
    },
    async close() {
      await withinAMoment(async () => {
        await sending
        for (let before = Infinity; waiting.length > 0 && waiting.length < before;) {
          before = waiting.length
          await flush()
        }
      })
      clearTimeout(timer)
    },
  }
}

async function withinAMoment(work: () => Promise<void>): Promise<void> {
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, closeMilliseconds).unref()
  })
  await Promise.race([work(), late])
}
