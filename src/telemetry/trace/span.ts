import { hash, randomBytes } from 'node:crypto'

/** A piece of work in a trace. Times are seconds since the epoch. */
export type Span = {
  readonly traceId: string
  readonly spanId: string
  /** Empty for the root. */
  readonly parentSpanId: string
  readonly name: string
  readonly kind: keyof typeof kinds
  readonly beganAt: number
  readonly endedAt: number
  readonly attributes: Readonly<Record<string, string | number>>
  readonly failed: boolean
  readonly links: readonly SpanReference[]
}

export type SpanReference = { readonly traceId: string; readonly spanId: string }

/** Numbers of OTLP (opentelemetry-proto 1.x, trace.proto). */
const kinds = { internal: 1, server: 2, client: 3 } as const
const statusError = 2

/**
 * The trace of a task: the 32 hex digits of its id, which are a legal trace id. So every process that works on the task
 * knows its trace, and nothing has to be carried from one to the next. `null` for an id that is none of ours.
 */
export const traceIdOf = (taskId: string): string | null =>
  /(?<![0-9a-f])[0-9a-f]{32}$/.exec(taskId)?.[0] ?? null

/** A span that everybody can name without having been told, as there is one of its kind in a task. */
export const namedSpanId = (taskId: string, name: string): string =>
  hash('sha256', `${taskId} ${name}`).slice(0, 16)

export const newSpanId = (): string => randomBytes(8).toString('hex')

/**
 * Whether a task is among the share that is traced: the same answer in every process. By the last digits, which are
 * random; the first ones are the time.
 */
export const isSampled = (traceId: string, share: number): boolean =>
  Number.parseInt(traceId.slice(-13), 16) / 16 ** 13 >= 1 - share

/** The W3C header of a caller (Trace Context, version 00 and what later versions begin with). */
export function parseTraceparent(header: string): SpanReference | null {
  const [, traceId = '', spanId = ''] =
    /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/.exec(header) ?? []
  const isNothing = /^0*$/.test(traceId) || /^0*$/.test(spanId)
  return isNothing ? null : { traceId, spanId }
}

/** Spans as OTLP/HTTP has them in JSON: ids in hex, times in nanoseconds as text. */
export function exportRequestOf(
  resource: Readonly<Record<string, string>>,
  version: string,
  spans: readonly Span[],
): string {
  const scope = { name: 'reelay', version }
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope, spans: spans.map(wireSpanOf) }],
      },
    ],
  })
}

const wireSpanOf = ({ kind, beganAt, endedAt, attributes, failed, parentSpanId, ...span }: Span) => ({
  ...span,
  ...(parentSpanId === '' ? {} : { parentSpanId }),
  kind: kinds[kind],
  startTimeUnixNano: nanosecondsOf(beganAt),
  endTimeUnixNano: nanosecondsOf(Math.max(beganAt, endedAt)),
  attributes: attributesOf(attributes),
  status: failed ? { code: statusError } : {},
})

const attributesOf = (attributes: Readonly<Record<string, string | number>>) =>
  Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))

/** A double holds microseconds of our century, not nanoseconds. */
const nanosecondsOf = (seconds: number): string => `${Math.round(seconds * 1e6)}000`
