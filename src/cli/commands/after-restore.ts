import { commandLog, type Command } from '../command.ts'
import { loadServer } from '../load-server.ts'

export const afterRestoreCommand: Command = {
  name: 'after-restore',
  usage: 'after-restore',
  doc: 'Run once on a restored backup, before Reelay starts: nothing that it calls unsent is sent without a look.',
  async run({ loaded }) {
    const { doubtRestored } = await loadServer()
    const doubted = await doubtRestored(loaded.config, commandLog(loaded))
    process.stdout.write(`${doubted} tasks that had not been sent are looked up at their vendors first.\n`)
    return 0
  },
}
