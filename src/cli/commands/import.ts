import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { type Command, commandLog, UserError } from '../command.ts'
import { loadServer } from '../load-server.ts'
import { tableOf } from '../table.ts'
import { rowsOf } from './export.ts'

export const importCommand: Command = {
  name: 'import',
  usage: 'import FILE',
  doc: 'Fill an empty database from an archive of `reelay export`, all or nothing; - reads standard input.',
  async run({ loaded, positionals: [file] }) {
    if (file === undefined) throw new UserError('Name the file: reelay import reelay.archive.gz')
    if (file !== '-') {
      await access(file).catch((error: unknown) => {
        throw new UserError(`${file} cannot be read.`, { cause: error })
      })
    }
    const { importReelay } = await loadServer()
    const source = file === '-' ? process.stdin : createReadStream(file)
    const { counts, unfinished, doubted } = await importReelay(loaded.config, commandLog(loaded), source)
    process.stdout.write(`${tableOf(['TABLE', 'ROWS'], rowsOf(counts))}\n${outlook(unfinished, doubted)}`)
    return 0
  },
}

function outlook(unfinished: number, doubted: number): string {
  const goOn = `${unfinished} unfinished tasks go on when Reelay starts.\n`
  if (doubted === 0) return goOn
  return `${goOn}Reelay ran while the archive was made: ${doubted} tasks that had not been sent by then are looked up at their vendors first.\n`
}
