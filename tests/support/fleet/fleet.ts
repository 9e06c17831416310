import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { statement } from '../../../src/database/database.ts'
import { type OpenDatabase, openDatabase } from '../../../src/database/postgres.ts'
import { createLog } from '../../../src/telemetry/log.ts'
import { type ReelayProcess, startReelay } from '../reelay-process.ts'
import { mpsClient, type SdkClient } from '../sdk-clients.ts'
import type { Place, Upstream } from './upstream.ts'

const program = fileURLToPath(new URL('program.ts', import.meta.url))

/** Processes of Reelay on one PostgreSQL and one data directory, with the same world around them. */
export type Fleet = {
  /** The test's own eyes. */
  readonly database: OpenDatabase
  api(): Promise<ReelayProcess>
  worker(databaseUrl?: string): Promise<ReelayProcess>
  stop(): Promise<void>
}

export async function openFleet(upstream: Upstream, url: string, dataDirectory: string): Promise<Fleet> {
  const database = await openDatabase({ url, poolSize: 4, log: createLog('silent') })
  const running = new Set<ReelayProcess>()
  const start = async (role: string, databaseUrl: string): Promise<ReelayProcess> => {
    const one = await startReelay({
      dataDirectory,
      program,
      environment: {
        REELAY_ROLE: role,
        REELAY_DATABASE_URL: databaseUrl,
        REELAY_NET_ALLOW: '127.0.0.0/8',
        REELAY_LIMIT_CREATE: '0',
        REELAY_LIMIT_DESCRIBE: '0',
        REELAY_PUBLIC_URL: upstream.url,
        REELAY_LOG_FORMAT: 'json',
        FLEET_UPSTREAM: upstream.url,
      },
    })
    running.add(one)
    one.process.once('exit', () => running.delete(one))
    return one
  }
  return {
    database,
    api: () => start('api', url),
    worker: (databaseUrl = url) => start('worker', databaseUrl),
    async stop() {
      await Promise.all([...running].map((one) => one.kill()))
      await database.close()
    },
  }
}

export type FleetTask = { readonly id: string; readonly prompt: string }

/** Creates a task that will be held at the place, if that is closed. */
export async function createHeld(client: SdkClient, upstream: Upstream, place: Place): Promise<FleetTask> {
  const prompt = `${place}-${Math.random().toString(36).slice(2)}`
  const { TaskId } = await client.create({
    ModelName: 'Kling',
    Prompt: prompt,
    ...(place === 'image' ? { ImageUrl: `${upstream.url}/pictures/${prompt}` } : {}),
    TaskNotifyConfig: {
      NotifyType: 'URL',
      NotifyUrl: `${upstream.url}/notify/${prompt}`,
      NotifyKey: 'a key of the caller',
    },
  })
  return { id: TaskId, prompt }
}

export const clientOf = (api: ReelayProcess): SdkClient => mpsClient(api)

export type Standing = {
  readonly id: string
  readonly stage: string
  readonly pid: number | null
  readonly version: number
}

const standings = statement<Standing>(
  'fleet-standings',
  `select id, stage, process_id as pid, ownership_version as version
   from tasks left join workers on owner = executor_id where id = any($1::text[])`,
)

/** Which process works on each task now. */
export const standingOf = (fleet: Fleet, ids: readonly string[]): Promise<Standing[]> =>
  fleet.database.query(standings, [ids])

/** The exit code of a process that ends by itself. */
export async function exitOf(one: ReelayProcess): Promise<number | null> {
  if (one.process.exitCode === null && one.process.signalCode === null) await once(one.process, 'exit')
  return one.process.exitCode
}
