import type { Command } from './command.ts'
import { indented, tableOf } from './table.ts'

/** All commands, a line each. */
export function overview(commands: readonly Command[]): string {
  return [
    'Usage:',
    columns(commands.map(({ usage, doc }) => [`reelay ${usage}`, doc])),
    '',
    'The flags of one: reelay help <command>. The version: reelay --version. Every setting is a flag too: reelay config --explain lists them.',
    '',
  ].join('\n')
}

/** One command with its flags. */
export function commandHelp({ name, usage, doc, flags = {} }: Command): string {
  const rows = Object.entries(flags).map(([flag, { value, doc: meaning = '' }]) => [
    value === undefined ? `--${flag}` : `--${flag} ${value}`,
    meaning,
  ])
  return [
    `Usage: reelay ${usage}`,
    '',
    doc,
    ...(rows.length > 0 ? ['', columns(rows)] : []),
    '',
    `Every setting is a flag of ${name} too: reelay config --explain lists them.`,
    '',
  ].join('\n')
}

const columns = ([first = [], ...rest]: readonly (readonly string[])[]): string =>
  indented(tableOf(first, rest))
