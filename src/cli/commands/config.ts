import { explainConfig } from '../../config/explain.ts'
import type { Command } from '../command.ts'

export const configCommand: Command = {
  name: 'config',
  usage: 'config --explain',
  doc: 'Print every setting with its value, its origin and its meaning.',
  flags: { explain: { type: 'boolean' } },
  async run({ loaded }) {
    process.stdout.write(`${explainConfig(loaded)}\n`)
    return 0
  },
}
