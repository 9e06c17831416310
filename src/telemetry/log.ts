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
  const paths = [...secretsOfCallers, ...secretNames].flatMap((name) => [name, `*.${name}`])
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[secret]' },
    },
    isForPeople(format) ? textLines() : pino.destination({ dest: standardError, sync: false }),
  )
}

const standardError = 2

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
