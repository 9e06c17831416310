import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { unseal } from '../accounts/sealed-secret.ts'
import { loadMasterKey } from '../config/master-key.ts'
import type { Config } from '../config/settings.ts'
import { ArchiveRefusal, type TableCounts } from '../database/archive/archive-format.ts'
import { importArchive } from '../database/archive/import-archive.ts'
import type { Database } from '../database/database.ts'
import type { Target } from '../database/pool.ts'
import { findAnySecret } from '../database/sql/find-any-secret.ts'
import { doubtUnsent, resumeFromRows } from '../tasks/restored-tasks.ts'
import type { Log } from '../telemetry/log.ts'

export type Imported = {
  readonly counts: TableCounts
  /** Tasks that go on here. */
  readonly unfinished: number
  /** Those of them that are looked up first, because Reelay ran on after the archive. */
  readonly doubted: number
}

/** Fills an empty database from an archive, and prepares its unfinished tasks to be told on. */
export async function importInto(
  target: Target,
  config: Config,
  log: Log,
  source: Readable,
): Promise<Imported> {
  let [unfinished, doubted] = [0, 0]
  const counts = await importArchive(
    {
      ...target,
      log,
      async whenLoaded(database, { madeAt, connections }) {
        await checkMasterKey(database, config)
        unfinished = await resumeFromRows(database, madeAt)
        if (connections === 0) return
        doubted = await doubtUnsent(database, 'it comes from an archive of a running Reelay')
      },
    },
    source,
  )
  return { counts, unfinished, doubted }
}

/** @throws ArchiveRefusal, WrongMasterKey: before anything is committed, and without making a key that opens nothing. */
async function checkMasterKey(database: Database, config: Config): Promise<void> {
  const [stored] = await database.query(findAnySecret, [])
  if (stored === undefined) return
  const directory = resolve(config.dataDirectory)
  if (config.masterKey === undefined && !existsSync(join(directory, 'master.key'))) {
    throw new ArchiveRefusal(
      `The secrets in the archive are sealed by a master key, and there is none here. Copy master.key from the old data directory to ${directory}, or set REELAY_MASTER_KEY_FILE, and import again.`,
    )
  }
  unseal(await loadMasterKey(config.masterKey, directory), stored.secret_id, stored.secret)
}
