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

/** Secrets have no business in a log; these paths are the second belt, after not passing them in. */
const secretPaths = [
  'secretKey',
  '*.secretKey',
  'masterKey',
  '*.masterKey',
  'authorization',
  '*.authorization',
]

/** Writes to standard error, so that standard output keeps the lines that scripts wait for. */
export function createLog(level: LogLevel, format: LogFormat = 'auto'): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths, censor: '[secret]' },
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
