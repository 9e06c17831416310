#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { ConfigProblems, loadConfig } from '../config/load.ts'
import { type SettingKey, settings } from '../config/settings.ts'
import type { Command } from './command.ts'
import { UserError } from './command.ts'
import { accountsCommand } from './commands/accounts.ts'
import { configCommand } from './commands/config.ts'
import { keysCommand } from './commands/keys.ts'
import { migrateCommand } from './commands/migrate.ts'
import { serveCommand } from './commands/serve.ts'

const commands: readonly Command[] = [
  serveCommand,
  accountsCommand,
  keysCommand,
  configCommand,
  migrateCommand,
]

/** Exit codes: 0 done, 1 the user can mend it, 2 our fault. */
async function run(words: readonly string[]): Promise<number> {
  const [name = 'serve', ...rest] = words[0]?.startsWith('-') ? ['serve', ...words] : words
  if (name === 'help' || rest.includes('--help') || words.includes('--help')) return help()
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) throw new UserError(`There is no command ${name}. Try: reelay help`)
  const settingFlags = Object.fromEntries(
    (Object.keys(settings) as SettingKey[]).map((key) => [flagOf(key), { type: 'string' as const }]),
  )
  const { values, positionals } = parseArgs({
    args: [...rest],
    options: { ...settingFlags, ...command.flags },
    allowPositionals: true,
  })
  const flags: Record<string, string | undefined> = {}
  for (const key of Object.keys(settings)) {
    const value = values[flagOf(key)]
    if (typeof value === 'string') flags[key] = value
  }
  const loaded = loadConfig({ flags, environment: process.env })
  return command.run({ loaded, positionals, flags: values })
}

/** `signature.maxSkewSeconds` is `--signature-max-skew-seconds` on the command line. */
const flagOf = (key: string): string =>
  key.replaceAll('.', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function help(): number {
  const lines = commands.map((command) => `  reelay ${command.usage.padEnd(48)} ${command.doc}`)
  process.stdout.write(
    `Usage:\n${lines.join('\n')}\n\nEvery setting is a flag too: reelay config --explain lists them.\n`,
  )
  return 0
}

try {
  // What a stopped pipeline still waits for must not keep the process alive: its tasks go on at the next start.
  process.exit(await run(process.argv.slice(2)))
} catch (error) {
  if (error instanceof UserError || error instanceof ConfigProblems || isArgumentError(error)) {
    process.stderr.write(`reelay: ${error.message}\n`)
    process.exitCode = 1
  } else {
    process.stderr.write(
      `reelay: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = 2
  }
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}
