import type { ParseArgsConfig } from 'node:util'
import type { LoadedConfig } from '../config/load.ts'

export type Command = {
  readonly name: string
  readonly usage: string
  readonly doc: string
  readonly flags?: NonNullable<ParseArgsConfig['options']>
  /** Resolves with the exit code. */
  run(call: CommandCall): Promise<number>
}

export type CommandCall = {
  readonly loaded: LoadedConfig
  readonly positionals: readonly string[]
  readonly flags: Readonly<Record<string, unknown>>
}

/** Something the user can mend: printed as one sentence, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
