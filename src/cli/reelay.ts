#!/usr/bin/env node
import { parseArgs, type ParseArgsConfig } from 'node:util'
import manifest from '../../package.json' with { type: 'json' }
import { ConfigProblems, loadConfig, type LoadedConfig } from '../config/load.ts'
import { type SettingKey, settings } from '../config/settings.ts'
import { ApiRefusal } from './api-client.ts'
import type { Command } from './command.ts'
import { ServerFault, UserError } from './command.ts'
import { afterRestoreCommand } from './commands/after-restore.ts'
import { accountsCommand } from './commands/accounts.ts'
import { cancelCommand } from './commands/cancel.ts'
import { configCommand } from './commands/config.ts'
import { costsCommand } from './commands/costs.ts'
import { createCommand } from './commands/create.ts'
import { describeCommand } from './commands/describe.ts'
import { doctorCommand } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { keysCommand } from './commands/keys.ts'
import { listCommand } from './commands/list.ts'
import { migrateCommand } from './commands/migrate.ts'
import { modelsCommand } from './commands/models.ts'
import { requestsCommand } from './commands/requests.ts'
import { notificationsCommand } from './commands/notifications.ts'
import { simulateCommand } from './commands/simulate.ts'
import { serveCommand } from './commands/serve.ts'
import { vendorsCommand } from './commands/vendors.ts'
import { watchCommand } from './commands/watch.ts'
import { closestNames } from './closest-names.ts'
import { commandHelp, overview } from './help.ts'

const commands: readonly Command[] = [
  serveCommand,
  createCommand,
  describeCommand,
  watchCommand,
  listCommand,
  cancelCommand,
  modelsCommand,
  accountsCommand,
  keysCommand,
  requestsCommand,
  notificationsCommand,
  vendorsCommand,
  costsCommand,
  configCommand,
  doctorCommand,
  simulateCommand,
  migrateCommand,
  exportCommand,
  importCommand,
  afterRestoreCommand,
]

/** Exit codes: 0 done, 1 the user can mend it, 2 our fault, 3 a task failed. */
async function run(words: readonly string[]): Promise<number> {
  const [name = 'serve', ...rest] = words[0]?.startsWith('-') ? ['serve', ...words] : words
  if (name === 'help' || words.some(isHelp)) return help(name === 'help' ? rest[0] : words[0])
  if (name === 'version' || words[0] === '--version') {
    process.stdout.write(`reelay ${manifest.version}\n`)
    return 0
  }
  const command = commandOf(name)
  const settingFlags = Object.fromEntries(
    (Object.keys(settings) as SettingKey[]).map((key) => [flagOf(key), { type: 'string' as const }]),
  )
  const { values, positionals } = parse(rest, { ...settingFlags, ...command.flags })
  const flags: Record<string, string | undefined> = {}
  for (const key of Object.keys(settings)) {
    const value = values[flagOf(key)]
    if (typeof value === 'string') flags[key] = value
  }
  let loaded: LoadedConfig
  try {
    loaded = loadConfig({ flags, environment: process.env })
  } catch (error) {
    if (!(error instanceof ConfigProblems) || command.unconfigured === undefined) throw error
    return command.unconfigured(error, values)
  }
  return command.run({ loaded, positionals, flags: values })
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h'

function help(name: string | undefined): number {
  const isOverview = name === undefined || isHelp(name)
  process.stdout.write(isOverview ? overview(commands) : commandHelp(commandOf(name)))
  return 0
}

function commandOf(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name)
  if (command !== undefined) return command
  const names = commands.map((candidate) => candidate.name)
  throw new UserError(`There is no command ${name}${closestNames(name, names) || '. Try: reelay help'}`)
}

function parse(words: readonly string[], options: NonNullable<ParseArgsConfig['options']>) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true })
  } catch (error) {
    if (!isArgumentError(error)) throw error
    const unknown = /^Unknown option '--([^']*)'/.exec(error.message)?.[1]
    if (unknown === undefined) throw new UserError(error.message, { cause: error })
    const near = closestNames(unknown, Object.keys(options)).replace(/(mean|or) /g, '$1 --')
    throw new UserError(`There is no flag --${unknown}${near || '. Try: reelay help <command>'}`, {
      cause: error,
    })
  }
}

/** `signature.maxSkewSeconds` is `--signature-max-skew-seconds` on the command line. */
const flagOf = (key: string): string =>
  key.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

try {
  // What a stopped pipeline still waits for must not keep the process alive: its tasks go on at the next start.
  process.exit(await run(process.argv.slice(2)))
} catch (error) {
  const { code, text } = explained(error)
  process.stderr.write(`reelay: ${text}\n`)
  process.exitCode = code
}

/** What the user can mend, and what a server says, is told in a sentence; a fault of this program with its stack. */
function explained(error: unknown): { readonly code: 1 | 2; readonly text: string } {
  if (error instanceof UserError || error instanceof ConfigProblems) return { code: 1, text: error.message }
  if (error instanceof ServerFault) return { code: 2, text: error.message }
  if (error instanceof ApiRefusal) {
    const text = `${error.code}: ${error.message} (RequestId ${error.requestId})`
    return { code: error.isServersFault ? 2 : 1, text }
  }
  return { code: 2, text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
