import { isatty } from 'node:tty'
import { pino } from 'pino'
import pretty from 'pino-pretty'

/** The one way to say something to the operator, with `requestId`, `taskId`, `stage` where they apply. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** `auto`: text for a person at a terminal, JSON lines for everything else. */
export type LogFormat = 'auto' | 'json' | 'text'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** What callers send and nobody else may know. The secrets of the operator come from the settings. */
const secretsOfCallers = ['authorization', 'token', 'Token', 'NotifyKey', 'notifyKey']

/**
 * Writes to standard error, so that standard output keeps the lines that scripts wait for. `secretNames` are members
 * whose values are never shown. Secrets have no business in a log: this is the second belt, after not passing them in.
 */
export function createLog(
  level: LogLevel,
  format: LogFormat = 'auto',
  secretNames: readonly string[] = [],
): Log {
  const secrets = new Set([...secretsOfCallers, ...secretNames])
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => shown(fields, secrets, depthMax) },
    },
    isForPeople(format) ? textLines() : pino.destination({ dest: standardError, sync: false }),
  )
}

const standardError = 2

/** Deeper than anything that is logged; bounds the walk over what a library may hand over. */
const depthMax = 4

type Fields = Record<string, unknown>

/**
 * The fields without the values of secrets. The same object where there is none, which is nearly always: pino's own
 * `redact` copies each line, 15 KB for a request, a fifth of all that a request allocates.
 */
function shown(fields: Fields, secrets: ReadonlySet<string>, depth: number): Fields {
  let copy: Fields | undefined
  for (const name in fields) {
    const value = fields[name]
    const shownValue = secrets.has(name)
      ? '[secret]'
      : isPlain(value) && depth > 0
        ? shown(value, secrets, depth - 1)
        : value
    if (shownValue === value) continue
    copy ??= Object.assign(Array.isArray(fields) ? [] : {}, fields)
    copy[name] = shownValue
  }
  return copy ?? fields
}

/** Errors have a serializer of their own, which a copy would keep from its work. */
const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !(value instanceof Error)

const isForPeople = (format: LogFormat): boolean =>
  format === 'text' || (format === 'auto' && isatty(standardError))

const textLines = () =>
  pretty({
    destination: standardError,
    sync: true,
    colorize: isatty(standardError),
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  })
