import { pino } from 'pino'

/** The one way to say something to the operator: JSON lines, with `requestId`, `taskId`, `stage` where they apply. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

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
export const createLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths, censor: '[secret]' },
    },
    pino.destination({ dest: 2, sync: false }),
  )
