import type { ParseArgsConfig } from 'node:util'
import type { ConfigProblems, LoadedConfig } from '../config/load.ts'
import { secretNames } from '../config/settings.ts'
import { createLog, type Log } from '../telemetry/log.ts'

export type Command = {
  readonly name: string
  readonly usage: string
  readonly doc: string
  readonly flags?: Flags
  /** Resolves with the exit code. */
  run(call: CommandCall): Promise<number>
  /** What it does where the configuration cannot be loaded; absent: that is told, and the command does not run. */
  unconfigured?(problems: ConfigProblems, flags: CommandCall['flags']): number
}

/** `value` names what a flag takes, `doc` says what it means; both are for the help. */
export type Flags = Readonly<
  Record<
    string,
    NonNullable<ParseArgsConfig['options']>[string] & { readonly value?: string; readonly doc?: string }
  >
>

export type CommandCall = {
  readonly loaded: LoadedConfig
  readonly positionals: readonly string[]
  readonly flags: Readonly<Record<string, unknown>>
}

/** What a command says beside its answer: only what is wrong, unless more is asked for. */
export function commandLog({ config, origins }: LoadedConfig): Log {
  const level = origins.logLevel === 'default' ? 'warn' : config.logLevel
  return createLog(level, config.logFormat, secretNames)
}

/** Something the user can mend: printed as one sentence, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** The server's fault, not the user's and not this program's: printed as one sentence too. */
export class ServerFault extends Error {
  override readonly name = 'ServerFault'
}
