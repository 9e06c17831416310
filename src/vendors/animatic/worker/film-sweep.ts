import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../../../telemetry/log.ts'

/** Nobody comes back for a film after a day: its task has long been collected, or has drawn it again. */
const AGE_HOURS_MAX = 24
const OURS = /^[\w-]+\.(mp4|\d+\.part)$/

/** Removes what earlier processes left behind in the directory of finished films. Never rejects. */
export async function sweepFilms(directory: string, log?: Pick<Log, 'warn'>): Promise<void> {
  try {
    const oldest = Date.now() - AGE_HOURS_MAX * 3_600_000
    for (const name of await readdir(directory)) {
      const file = path.join(directory, name)
      if (!OURS.test(name)) continue
      const { mtimeMs } = await stat(file)
      if (mtimeMs < oldest) await rm(file, { force: true })
    }
  } catch (cause) {
    log?.warn({ cause }, 'old films could not be removed')
  }
}
