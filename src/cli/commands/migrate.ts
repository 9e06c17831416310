import { commandLog, type Command } from '../command.ts'
import { loadServer } from '../load-server.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  doc: 'Bring the database to the version of this Reelay, and stop.',
  async run({ loaded }) {
    const { migrateReelay } = await loadServer()
    const applied = await migrateReelay(loaded.config, commandLog(loaded))
    process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `${applied.join('\n')}\n`)
    return 0
  },
}
