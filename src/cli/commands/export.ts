import { open, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { type Command, commandLog, UserError } from '../command.ts'
import { loadServer } from '../load-server.ts'
import { tableOf } from '../table.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: 'export FILE',
  doc: 'Write the whole database to an archive that `reelay import` reads; - writes to standard output.',
  async run({ loaded, positionals: [file] }) {
    if (file === undefined) throw new UserError('Name the file: reelay export reelay.archive.gz')
    const { exportReelay } = await loadServer()
    const counts = await writeTo(file, (sink) => exportReelay(loaded.config, commandLog(loaded), sink))
    process.stderr.write(
      `${tableOf(['TABLE', 'ROWS'], rowsOf(counts))}\nThe master key and the objects of the data directory are not in it: keep them too.\n`,
    )
    return 0
  },
}

export const rowsOf = (counts: Readonly<Record<string, number>>): string[][] =>
  Object.entries(counts).map(([table, rows]) => [table, String(rows)])

/** A file of before is never written over, and a half-written one does not stay. It holds prompts: for its owner only. */
async function writeTo<Result>(file: string, write: (sink: Writable) => Promise<Result>): Promise<Result> {
  if (file === '-') return write(process.stdout)
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`Cannot make the file ${file}: ${reason}. Name a new one.`, { cause: error })
  })
  try {
    return await write(handle.createWriteStream({ flush: true }))
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}
