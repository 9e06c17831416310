import { chown, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Installation } from './installation.ts'
import { EmbeddedPostgresRefusal } from './refusal.ts'
import { type Outcome, runAs } from './run-as.ts'
import { createWhole } from './whole-directory.ts'

const initdbSecondsMax = 120
export const superuser = 'postgres'

/** Says whether there are data; throws when they are of another PostgreSQL than the programs. */
export async function hasCluster({ cluster }: Installation, binaries: Binaries): Promise<boolean> {
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(nullIfMissing)
  if (version === null) return false
  const major = Number.parseInt(version, 10)
  if (major !== binaries.major) {
    throw new EmbeddedPostgresRefusal(
      `The data in ${cluster} were written by PostgreSQL ${major}, and this Reelay ships PostgreSQL ${binaries.major}.`,
      'Export them with the Reelay that wrote them (`reelay export FILE`), and import that file here with another REELAY_DATA_DIR: docs/operations.md, "Moving".',
    )
  }
  return true
}

/**
 * Makes the data directory: UTF-8, the C locale (the same order on every machine), checksums, flushed to the disk.
 * Whoever can reach the socket is trusted, and its directory lets nobody else in; Windows has no such directory, so
 * there the server asks for a password that lies beside the data.
 */
export async function createCluster(installation: Installation, binaries: Binaries): Promise<void> {
  const { account, cluster, dataArgument, login } = installation
  await createWhole(cluster, async (draft) => {
    await mkdir(draft, { mode: 0o700 })
    if (account !== null) await chown(draft, account.uid, account.gid)
    const parameters = ['-D', dataArgument(draft), '-U', superuser, '-E', 'UTF8', '--locale=C']
    const authentication =
      login === null ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${login.file}`]
    const outcome = await runAs(
      account,
      path.join(binaries.directory, 'bin', 'initdb'),
      [...parameters, ...authentication],
      {
        directory: draft,
        secondsMax: initdbSecondsMax,
      },
    )
    if (!outcome.succeeded) throw initdbFailure(installation, outcome)
  })
}

function initdbFailure({ cluster, account }: Installation, { output }: Outcome): Error {
  if (output.includes('could not look up effective user ID')) {
    const uid = account?.uid ?? process.getuid?.()
    return new EmbeddedPostgresRefusal(
      `PostgreSQL wants its user to have a name, and uid ${uid} has none in /etc/passwd.`,
      `Add one (\`useradd --uid ${uid} reelay\`), or run Reelay as a user who has one.`,
    )
  }
  return new EmbeddedPostgresRefusal(`Making ${cluster} failed: ${lastLines(output)}.`, null)
}

/** The end of what a program said, which is where it says why it failed. */
export const lastLines = (output: string): string =>
  output.trim().split('\n').slice(-8).join(' | ').slice(-2000)

const nullIfMissing = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
