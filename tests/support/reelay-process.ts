import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Endpoint } from './sdk-clients.ts'

const reelay = fileURLToPath(new URL('../../src/cli/reelay.ts', import.meta.url))

/** A real Reelay: its own process, its own data directory, its own embedded database. */
export type ReelayProcess = Endpoint & {
  readonly url: string
  readonly process: ChildProcess
  /** Everything it said so far, both streams. */
  said(): string
  /** SIGTERM and wait. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL and wait: what a power cut looks like to the program. */
  kill(): Promise<void>
}

export type ReelaySettings = {
  readonly dataDirectory: string
  readonly environment?: Readonly<Record<string, string>>
  /** Another program than Reelay itself. */
  readonly program?: string
}

const readySecondsMax = 60

/** A journey that fails half way must not leave servers behind. */
const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export async function startReelay({
  dataDirectory,
  environment = {},
  program = reelay,
}: ReelaySettings): Promise<ReelayProcess> {
  const key = {
    secretId: 'AKIDjourneyjourneyjourneyjourney0000',
    secretKey: 'journeyjourneyjourneyjourney0000',
  }
  const child = spawn(process.execPath, [program, 'serve'], {
    env: {
      PATH: process.env['PATH'],
      REELAY_PORT: '0',
      REELAY_DATA_DIR: dataDirectory,
      REELAY_SECRET_ID: key.secretId,
      REELAY_SECRET_KEY: key.secretKey,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`not ready in ${readySecondsMax} s:\n${said}`)),
      readySecondsMax * 1000,
    )
    child.stdout.on('data', () => {
      const ready = /^reelay listening on (\S+)$/m.exec(said)
      if (ready?.[1]) {
        clearTimeout(late)
        resolve(ready[1])
      }
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`reelay ended with ${code} before it was ready:\n${said}`))
    })
  })
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exited
  }
  return {
    ...key,
    url,
    host: new URL(url).host,
    process: child,
    said: () => said,
    async stop() {
      await end('SIGTERM')
      return child.exitCode
    },
    kill: () => end('SIGKILL'),
  }
}

/** A fresh data directory, with the way to remove it. */
export async function temporaryDirectory(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `reelay-${name}-`))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) }
}
