/** Where traces go, and how. From the OTEL_* variables that all of OpenTelemetry shares, not from our own settings. */
export type TraceSettings = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Who we are: `service.name` and whatever else the operator says. */
  readonly resource: Readonly<Record<string, string>>
  /** Of all tasks, from 0 to 1. */
  readonly sampledShare: number
  readonly timeoutSeconds: number
  /** Spans that may wait; what comes on top is dropped. */
  readonly waitingMax: number
  readonly batchMax: number
  readonly delaySeconds: number
}

type Environment = Readonly<Record<string, string | undefined>>

/** `null` when nobody asked for traces. What cannot be read is told, and the default holds, as the specification has it. */
export function readTraceSettings(
  environment: Environment,
  warn: (problem: string) => void,
): TraceSettings | null {
  const word = (name: string): string => environment[name]?.trim() ?? ''
  const url = urlOf(word)
  const off = word('OTEL_SDK_DISABLED').toLowerCase() === 'true' || word('OTEL_TRACES_EXPORTER') === 'none'
  if (url === '' || off) return null
  if (!URL.canParse(url)) {
    warn(`no traces: ${url} is not a URL`)
    return null
  }
  const protocol = word('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') || word('OTEL_EXPORTER_OTLP_PROTOCOL')
  if (protocol === 'grpc') {
    warn('no traces: OTLP is spoken over HTTP here, not gRPC; name the HTTP endpoint, usually port 4318')
    return null
  }
  const number = (name: string, standard: number): number => {
    const given = word(name)
    if (given === '') return standard
    const value = Number(given)
    if (Number.isFinite(value) && value > 0) return value
    warn(`${name} has to be a number above 0, not ${given}`)
    return standard
  }
  return {
    url,
    headers: pairsOf(word('OTEL_EXPORTER_OTLP_TRACES_HEADERS') || word('OTEL_EXPORTER_OTLP_HEADERS')),
    resource: {
      'service.name': 'reelay',
      ...pairsOf(word('OTEL_RESOURCE_ATTRIBUTES')),
      ...(word('OTEL_SERVICE_NAME') === '' ? {} : { 'service.name': word('OTEL_SERVICE_NAME') }),
    },
    sampledShare: sampledShareOf(word, warn),
    timeoutSeconds:
      number('OTEL_EXPORTER_OTLP_TRACES_TIMEOUT', number('OTEL_EXPORTER_OTLP_TIMEOUT', 10_000)) / 1000,
    waitingMax: number('OTEL_BSP_MAX_QUEUE_SIZE', 2048),
    batchMax: number('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', 512),
    delaySeconds: number('OTEL_BSP_SCHEDULE_DELAY', 5000) / 1000,
  }
}

function urlOf(word: (name: string) => string): string {
  const base = word('OTEL_EXPORTER_OTLP_ENDPOINT')
  return word('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') || (base && `${base.replace(/\/+$/, '')}/v1/traces`)
}

/** Ours are the roots of their traces, so a sampler that asks its parent decides as its root does. */
function sampledShareOf(word: (name: string) => string, warn: (problem: string) => void): number {
  const sampler = word('OTEL_TRACES_SAMPLER').replace(/^parentbased_/, '')
  switch (sampler) {
    case '':
    case 'always_on':
      return 1
    case 'always_off':
      return 0
    case 'traceidratio': {
      const given = word('OTEL_TRACES_SAMPLER_ARG') || '1'
      const share = Number(given)
      if (share >= 0 && share <= 1) return share
      warn(`OTEL_TRACES_SAMPLER_ARG has to be from 0 to 1, not ${given}`)
      return 1
    }
    default:
      warn(`OTEL_TRACES_SAMPLER: there is no sampler ${sampler} here; every task is traced`)
      return 1
  }
}

/** `key=value,key=value`, the values percent-encoded where they need it. */
function pairsOf(list: string): Record<string, string> {
  const pairs = list.split(',').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())] as const]
  })
  return Object.fromEntries(pairs)
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    // A percent sign that is only a percent sign.
    return value
  }
}
