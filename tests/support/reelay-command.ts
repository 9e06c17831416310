import { execFile } from 'node:child_process'
import { program, type ReelaySettings } from './reelay-process.ts'

export type CommandOutcome = { readonly code: number; readonly output: string; readonly complaint: string }

const commandSecondsMax = 60

/** `npx reelay <words>`, as an operator types it, beside whatever runs on the data directory. */
export const runCommand = (
  { dataDirectory, environment = {} }: ReelaySettings,
  words: readonly string[],
): Promise<CommandOutcome> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...words],
      {
        env: {
          PATH: process.env['PATH'],
          REELAY_DATA_DIR: dataDirectory,
          REELAY_LOG_LEVEL: 'warn',
          ...environment,
        },
        timeout: commandSecondsMax * 1000,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code
        if (typeof code === 'number') resolve({ code, output: stdout, complaint: stderr })
        else reject(error ?? new Error('no exit code'))
      },
    )
  })
