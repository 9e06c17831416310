import { spawn } from 'node:child_process'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Installation } from './installation.ts'
import { environment, runAs } from './run-as.ts'
import { isAlive } from './whole-directory.ts'

export const socketPort = 5432
const logBytesMax = 5_000_000

/** The server process, as its own `postmaster.pid` has it (PostgreSQL 18, miscadmin.h: lines 1 and 4). */
export type Postmaster = { readonly pid: number; readonly port: number }

/** The postmaster that holds the cluster: alive, though it may be starting or dying; `null` when there is none. */
export async function findPostmaster(installation: Installation): Promise<Postmaster | null> {
  const file = await readIfThere(path.join(installation.cluster, 'postmaster.pid'))
  const lines = file?.split('\n') ?? []
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (Number.isNaN(pid) || !(await isOurServer(pid, installation))) return null
  return { pid, port: Number.parseInt(lines[3] ?? '', 10) }
}

/**
 * Removes what a killed server left, where PostgreSQL would mistake another process for it: after a restart of the
 * machine or container its number may be anybody's, and then the server would never start. Should another Reelay
 * start one within these microseconds, its shared memory keeps a second one out, and it ends itself within a minute
 * of losing its file, and is started again.
 */
export async function removeStaleLocks(installation: Installation): Promise<void> {
  const { cluster, socketDirectory } = installation
  const files = [
    path.join(cluster, 'postmaster.pid'),
    path.join(socketDirectory, `.s.PGSQL.${socketPort}.lock`),
  ]
  for (const file of files) {
    const content = await readIfThere(file)
    if (content === null || (await isOurServer(Number.parseInt(content, 10), installation))) continue
    if ((await readIfThere(file)) === content) await rm(file, { force: true })
  }
}

/** A server that we started: whether it has ended, and what it said. */
export type Launch = {
  readonly pid: number | undefined
  readonly ended: () => boolean
  readonly said: () => Promise<string>
}

/**
 * Starts the server. It lives on when Reelay dies, in a session of its own so that Ctrl-C does not reach it; the next
 * Reelay finds it. Durable as PostgreSQL is by default. Its log has no statements: these carry prompts.
 */
export async function launch(installation: Installation, binaries: Binaries): Promise<Launch> {
  const { account, cluster, dataArgument, logFile } = installation
  await rotateLog(logFile)
  const log = await open(logFile, 'a')
  const { size } = await log.stat()
  const parameters = Object.entries(await serverSettings(installation)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  try {
    const child = spawn(
      path.join(binaries.directory, 'bin', 'postgres'),
      ['-D', dataArgument(cluster), ...parameters],
      {
        ...account,
        cwd: cluster,
        env: environment(),
        detached: true,
        windowsHide: true,
        stdio: ['ignore', log.fd, log.fd],
      },
    )
    let failure: Error | null = null
    child.once('error', (error) => {
      failure = error
    })
    child.unref()
    return {
      pid: child.pid,
      ended: () => failure !== null || child.exitCode !== null || child.signalCode !== null,
      said: async () => failure?.message ?? (await readFile(logFile)).subarray(size).toString(),
    }
  } finally {
    await log.close()
  }
}

/** Fast shutdown: ends the sessions, writes everything out, ends. Answers whether the process was gone in time. */
export async function stopPostmaster(
  installation: Installation,
  { pid }: Postmaster,
  secondsMax: number,
): Promise<boolean> {
  const deadline = Date.now() + secondsMax * 1000
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (isAlive(pid)) throw error
  }
  while (await isOurServer(pid, installation)) {
    if (Date.now() > deadline) return false
    await pause(10)
  }
  return true
}

/** Modest for a shared machine, as durable as PostgreSQL comes: fsync, full pages, synchronous commit are untouched. */
async function serverSettings({
  login,
  name,
  socketArgument,
}: Installation): Promise<Record<string, string>> {
  const place: Record<string, string> =
    login === null
      ? { listen_addresses: '', port: String(socketPort), unix_socket_directories: socketArgument }
      : { listen_addresses: '127.0.0.1', port: String(await freePort()), unix_socket_directories: '' }
  return {
    ...place,
    unix_socket_permissions: '0700',
    cluster_name: name,
    max_connections: '200',
    shared_buffers: '128MB',
    // Parallel queries want /dev/shm, of which a container has 64 MB; ours are small.
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What a statement did wrong, its client is told. Here: starts, stops, crashes.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  }
}

/** A process with this number that is the server of this very cluster, as its command line tells; a zombie has none. */
async function isOurServer(pid: number, { name }: Installation): Promise<boolean> {
  const mark = `cluster_name=${name}`
  if (process.platform === 'linux')
    return (await readIfThere(`/proc/${pid}/cmdline`))?.includes(mark) ?? false
  if (process.platform === 'win32') return isAlive(pid)
  const limits = { directory: '/', secondsMax: 10 }
  const { output } = await runAs(null, 'ps', ['-ww', '-o', 'command=', '-p', String(pid)], limits)
  return output.includes(mark)
}

/** One older log is kept. */
async function rotateLog(file: string): Promise<void> {
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
  if (size > logBytesMax) await rename(file, `${file}.1`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** `null` also when a process is gone by the time its file is read. */
async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null
    throw error
  }
}
