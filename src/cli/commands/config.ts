import { explainConfig } from '../../config/explain.ts'
import type { Command } from '../command.ts'

export const configCommand: Command = {
  name: 'config',
  usage: 'config --explain',
  doc: 'Print every setting with its value, its origin and its meaning.',
  flags: { explain: { type: 'boolean', doc: 'What config does; nothing else is asked of it.' } },
  async run({ loaded }) {
    process.stdout.write(`${explainConfig(loaded)}\n`)
    return 0
  },
}
