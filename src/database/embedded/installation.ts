import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { boundToRoot, EmbeddedPostgresRefusal } from './refusal.ts'
import { type Account, accountFor, mayReach } from './run-as.ts'

/** Where one embedded server lives, and as whom. */
export type Installation = {
  /** Ours alone: 0700, of the account that PostgreSQL runs as. */
  readonly directory: string
  /** PostgreSQL's own data directory, in it. */
  readonly cluster: string
  /** `null`: as ourselves. */
  readonly account: Account | null
  /** What `-D` says, for programs that start in the directory they are to use. */
  readonly dataArgument: (directory: string) => string
  /** Where a copy of the programs may go. */
  readonly copiesDirectory: string
  /** Directory of the Unix socket as clients name it. */
  readonly socketDirectory: string
  /** The same as the server names it, which starts in the cluster. */
  readonly socketArgument: string
  /** The password of a server without a private socket, and the file it is in; only on Windows. */
  readonly login: { readonly file: string; readonly password: string } | null
  readonly logFile: string
  /** Tells this server from all others in a list of processes. */
  readonly name: string
}

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, with a zero at the end (unix(7)). */
const socketPathBytesMax = process.platform === 'linux' ? 107 : 103
const socketFile = '.s.PGSQL.5432'

/**
 * Makes the directory and finds out what is possible there. Under root, PostgreSQL runs as another user, who may not
 * be able to walk to the directory (below /root, 0700). On Linux that is no obstacle: the programs are started *in*
 * their directory and told to use `/proc/self/cwd`, which needs no walk.
 */
export async function prepareInstallation(dataDirectory: string): Promise<Installation> {
  const directory = await ownDirectory(path.resolve(dataDirectory))
  const account = await accountFor(directory)
  await hand(directory, account)
  const reachable = await mayReach(directory, account)
  if (!reachable && process.platform !== 'linux') {
    throw new EmbeddedPostgresRefusal(
      `PostgreSQL does not run as root, and the user it runs as instead (uid ${account?.uid}) may not walk to ${directory}.`,
      'Set REELAY_DATA_DIR to a directory that everyone may walk to, such as /var/lib/reelay, or run Reelay as an ordinary user.',
    )
  }
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 12)
  const near = path.join(directory, 'socket')
  const isNear = Buffer.byteLength(path.join(near, socketFile)) <= socketPathBytesMax
  // Not os.tmpdir(): every process must find the same place, and TMPDIR differs between them and is deep on macOS.
  const socketDirectory = isNear ? near : path.join('/tmp', `reelay-${digest}`)
  const hasSocket = process.platform !== 'win32'
  if (hasSocket) await prepareSocketDirectory(socketDirectory, account)
  return {
    directory,
    cluster: path.join(directory, 'cluster'),
    account,
    dataArgument: (place) => (reachable ? place : '/proc/self/cwd'),
    copiesDirectory: reachable ? directory : '/var/cache/reelay',
    socketDirectory,
    socketArgument: isNear ? '../socket' : socketDirectory,
    login: hasSocket ? null : await prepareLogin(path.join(directory, 'password')),
    logFile: path.join(directory, 'server.log'),
    name: `reelay-${digest}`,
  }
}

async function ownDirectory(directory: string): Promise<string> {
  try {
    await mkdir(path.dirname(directory), { recursive: true })
    // Not recursive: on a read-only disk Node would speak of a missing file then.
    await mkdir(directory, { mode: 0o700 }).catch(unlessThere)
    const strange = (await readdir(directory)).filter((name) => !ourNames.test(name))
    if (strange.length > 0) throw new Error(`it holds something that is not ours: ${strange[0]}`)
    await chmod(directory, 0o700)
    return await realpath(directory)
  } catch (error) {
    return refuse(directory)(error)
  }
}

/** We close our directory to others and may give it to another user: never somebody's else. */
const ourNames = /^(cluster|socket|password|server\.log|postgresql-|lost\+found$)/

/**
 * Who may enter may log in (the server trusts its socket), so the directory must be the account's and closed to
 * others. In /tmp somebody else may have been there first.
 */
async function prepareSocketDirectory(directory: string, account: Account | null): Promise<void> {
  await mkdir(directory, { mode: 0o700 }).catch(unlessThere)
  const place = await lstat(directory)
  const owners = [process.getuid?.(), account?.uid]
  if (!place.isDirectory() || !owners.includes(place.uid) || (place.mode & 0o077) !== 0) {
    throw new EmbeddedPostgresRefusal(
      `${directory}, where its socket would be, is not a directory of ours with mode 0700.`,
      'Remove it, or set REELAY_DATA_DIR to a shorter path.',
    )
  }
  await hand(directory, account)
}

async function hand(directory: string, account: Account | null): Promise<void> {
  if (account === null) return
  try {
    await chown(directory, account.uid, account.gid)
  } catch (error) {
    throw boundToRoot(error)
  }
}

async function prepareLogin(file: string): Promise<{ file: string; password: string }> {
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(unlessThere)
  return { file, password: await readFile(file, 'utf8') }
}

const unlessThere = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

const refuse =
  (directory: string) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EmbeddedPostgresRefusal(
      `Its directory ${directory} cannot be made ready (${reason}).`,
      'Set REELAY_DATA_DIR to a directory that Reelay can write.',
      error,
    )
  }
