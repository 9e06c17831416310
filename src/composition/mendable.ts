import { resolve, sep } from 'node:path'
import { WrongMasterKey } from '../accounts/sealed-secret.ts'
import { ConfigProblems } from '../config/load.ts'
import type { Config } from '../config/settings.ts'
import { isDatabaseAway } from '../database/connection-loss.ts'
import { ArchiveRefusal } from '../database/archive/archive-format.ts'
import { EmbeddedPostgresRefusal } from '../database/embedded/refusal.ts'

/** What the operator can mend by a setting is told as one, without a stack; anything else comes back as it is. */
export function mendable(error: unknown, config: Config): unknown {
  if (!(error instanceof Error)) return error
  const problem = problemOf(error, config)
  return problem === undefined ? error : new ConfigProblems([problem])
}

function problemOf(error: NodeJS.ErrnoException, config: Config): string | undefined {
  if (
    error instanceof EmbeddedPostgresRefusal ||
    error instanceof WrongMasterKey ||
    error instanceof ArchiveRefusal
  ) {
    return error.message
  }
  return listenProblem(error, config) ?? dataProblem(error, config) ?? databaseProblem(error)
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: Config): string | undefined {
  const { code, syscall } = error
  // Before the database is blamed for it: both are looked up by name.
  if (syscall === 'getaddrinfo' && 'hostname' in error && error.hostname === host) {
    return `Cannot listen on ${host}: there is no such host (${code}). Set REELAY_HOST to an address of this machine.`
  }
  if (syscall !== 'listen') return undefined
  return code === 'EADDRINUSE'
    ? `Port ${port} on ${host} is taken. Set REELAY_PORT to another one, or to 0 for any free one.`
    : `Cannot listen on ${host}:${port} (${code}). Set REELAY_HOST and REELAY_PORT.`
}

const unusable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EEXIST', 'ENOTDIR', 'ENOENT'])

function dataProblem({ code, path }: NodeJS.ErrnoException, { dataDirectory }: Config): string | undefined {
  const directory = resolve(dataDirectory)
  if (path === undefined || code === undefined || !unusable.has(code)) return undefined
  if (path !== directory && !path.startsWith(directory + sep)) return undefined
  return `Cannot write to ${path} (${code}). Set REELAY_DATA_DIR to a folder that this user may write to.`
}

/** PostgreSQL's manual, appendix A: class 28 is a wrong user or password, 3D000 a database that is not there. */
const wrongDatabase = /^(28...|3D000|42501)$/

function databaseProblem(error: NodeJS.ErrnoException): string | undefined {
  if (wrongDatabase.test(error.code ?? '')) {
    return `The database refuses: ${error.message}. Is REELAY_DATABASE_URL right, and does this user own the database?`
  }
  return isDatabaseAway(error)
    ? `The database does not answer: ${error.message}. Is REELAY_DATABASE_URL right, and does it run?`
    : undefined
}
