import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import path from 'node:path'

/** Whom PostgreSQL runs as. */
export type Account = { readonly uid: number; readonly gid: number }

/** `nobody` on every Linux: files of a squashed or unmapped owner show as this number too. */
const nobody: Account = { uid: 65_534, gid: 65_534 }

/**
 * `null` means as ourselves. PostgreSQL refuses to run as root; then it runs as the owner of its directory, or as
 * nobody when that is root too.
 */
export async function accountFor(directory: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const { uid, gid } = await stat(directory)
  return uid === 0 ? nobody : { uid, gid }
}

/**
 * Says whether the account may walk to the directory from the root, by the permission bits of everything on the way.
 * Access lists are not looked at: a "no" too many costs nothing (see `dataDirectoryArgument`).
 */
export async function mayReach(directory: string, account: Account | null): Promise<boolean> {
  if (account === null) return true
  for (let place = directory; ; place = path.dirname(place)) {
    const { mode, uid, gid } = await stat(place)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (place === path.dirname(place)) return true
  }
}

export type Outcome = {
  readonly succeeded: boolean
  readonly output: string
  /** Node's own error code when the program could not even be started: `ENOENT`, `EACCES`, `EPERM`. */
  readonly code: string | null
}

/** Runs a program to its end as the account, in an environment where its messages are English. Never rejects. */
export function runAs(
  account: Account | null,
  program: string,
  parameters: readonly string[],
  { directory, secondsMax }: { readonly directory: string; readonly secondsMax: number },
): Promise<Outcome> {
  const settings = {
    ...account,
    cwd: directory,
    env: environment(),
    timeout: secondsMax * 1000,
    windowsHide: true,
  }
  return new Promise((resolve) => {
    const settle = (error: Error | null, said: string): void => {
      const code = error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null
      resolve({ succeeded: error === null, output: said.trim() || (error?.message ?? ''), code })
    }
    try {
      execFile(program, parameters, settings, (error, stdout, stderr) => settle(error, `${stdout}${stderr}`))
    } catch (error) {
      // Node throws what it cannot start at all, EPERM for one, and reports the rest.
      settle(error instanceof Error ? error : new Error(String(error)), '')
    }
  })
}

/**
 * What PostgreSQL's programs get of our environment: no secrets, no PG* variables that would change what they do,
 * and messages in a language we can recognise.
 */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: 'C', TZ: 'UTC' }
}
