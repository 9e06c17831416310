import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { inject } from 'vitest'
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.ts'
import { createWhole } from '../../src/database/embedded/whole-directory.ts'
import { createLog } from '../../src/telemetry/log.ts'

const log = createLog('silent')
const program = new URL('../../src/database/embedded/embedded-postgres.ts', import.meta.url).href

/** A place for servers of one test's own, that are stopped or killed in the end whatever happened to them. */
export type ServerPlace = {
  readonly directory: string
  readonly dataDirectory: string
  /** Starts or finds the server in this process. */
  start(settings?: { readonly packageDirectory?: string }): Promise<EmbeddedPostgres>
  /** The same in a process of its own, as a user of its own. */
  startProcess(account?: { readonly uid: number; readonly gid: number }): Promise<OwnerProcess>
  /** Number of the server process, by its own file. */
  postmasterPid(): Promise<number>
  remove(): Promise<void>
}

/** A process that holds an embedded server as Reelay does. */
export type OwnerProcess = {
  readonly process: ChildProcess
  /** What `startEmbeddedPostgres` answered; `null` when the process ended before that. */
  readonly url: string | null
  readonly adopted: boolean | null
  readonly said: () => string
  /** Leaves as a process that shuts down does. */
  stop(): Promise<void>
  kill(): Promise<void>
}

/** A place where a server has been, and left its data; making them anew each time would take the longest of all. */
export async function serverPlace(): Promise<ServerPlace> {
  const place = await emptyServerPlace()
  await mkdir(place.dataDirectory, { mode: 0o700 })
  const made = path.join(await madeData(), 'postgres', 'cluster')
  await promisify(execFile)('cp', ['-a', made, path.join(place.dataDirectory, 'cluster')])
  return place
}

/** Once per run, for all test files. */
async function madeData(): Promise<string> {
  const directory = path.join(inject('postgresRun').directory, 'made')
  await createWhole(directory, async (draft) => {
    await mkdir(draft)
    const server = await startEmbeddedPostgres({ dataDirectory: path.join(draft, 'postgres'), log })
    await server.stop()
  })
  return directory
}

/** A place where no server has been yet. */
export async function emptyServerPlace(parent = os.tmpdir()): Promise<ServerPlace> {
  const directory = await mkdtemp(path.join(parent, 'reelay-server-'))
  const dataDirectory = path.join(directory, 'postgres')
  const postmasterPid = async () =>
    Number.parseInt(await readFile(path.join(dataDirectory, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  const started = new Set<EmbeddedPostgres>()
  return {
    directory,
    dataDirectory,
    async start(settings = {}) {
      const server = await startEmbeddedPostgres({ dataDirectory, log, ...settings })
      started.add(server)
      return server
    },
    startProcess: (account) => startOwner(dataDirectory, account),
    postmasterPid,
    async remove() {
      for (const server of started) await server.stop()
      const pid = await postmasterPid().catch(() => null)
      if (pid !== null && isServer(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))) {
        process.kill(pid, 'SIGKILL')
      }
      await rm(directory, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

const isServer = (commandLine: string): boolean => commandLine.includes('cluster_name=reelay-')

async function startOwner(
  dataDirectory: string,
  account?: { readonly uid: number; readonly gid: number },
): Promise<OwnerProcess> {
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(program)}
    const say = (fields, message) => console.error(message, JSON.stringify(fields))
    const log = { debug: say, info: say, warn: say, error: say }
    const server = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, log })
    console.log(JSON.stringify({ url: server.url, adopted: server.adopted }))
    process.stdin.on('end', () => server.stop()).resume()`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { ...account, cwd: '/' })
  const closed = once(child, 'close')
  let said = ''
  let answer = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const answered = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      answer += chunk
      if (answer.includes('\n')) resolve()
    })
  })
  await Promise.race([answered, closed])
  const { url = null, adopted = null } = answer === '' ? {} : (JSON.parse(answer) as Partial<OwnerProcess>)
  return {
    process: child,
    url,
    adopted,
    said: () => said,
    async stop() {
      child.stdin.end()
      await closed
    },
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}
