import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Log } from '../../telemetry/log.ts'
import { prepareBinaries } from './binaries.ts'
import { createCluster, hasCluster, lastLines } from './cluster.ts'
import type { Installation } from './installation.ts'
import {
  findPostmaster,
  type Launch,
  launch,
  type Postmaster,
  removeStaleLocks,
  socketPort,
} from './postmaster.ts'
import { EmbeddedPostgresRefusal } from './refusal.ts'
import { sight } from './sighting.ts'

/** A server that says nothing is given up after this; one that answers "recovering" after the other. */
const silentSecondsMax = 60
const busySecondsMax = 600
const lookMilliseconds = 20
const relaunchMilliseconds = 200

export type BringUpSettings = {
  readonly log: Log
  readonly packageDirectory?: string
  /** Whether data may be made where there are none. */
  readonly mayCreate: boolean
  /** Aborting it makes `bringUp` throw; a server that is starting is left to itself. */
  readonly signal?: AbortSignal
}

/** A server that answers, and our connection to it. */
export type Up = {
  readonly client: pg.Client
  /** When that connection is over, for whatever reason. */
  readonly ended: Promise<void>
  /** `null`: it runs where we cannot see its process, as in another container on the same directory. */
  readonly postmaster: Postmaster | null
  readonly port: number
  /** It was there, or another Reelay started it in this very moment. */
  readonly adopted: boolean
}

/**
 * Finds the server or starts it; any number of processes may do so at once. There is no lock of ours: PostgreSQL lets
 * one server have a data directory, whose start loses ends at once, and this loop then finds the one that won.
 * Waits for one that is starting, recovering or on its way out.
 */
export async function bringUp(installation: Installation, settings: BringUpSettings): Promise<Up> {
  const began = Date.now()
  let attempt: Launch | null = null
  for (;;) {
    settings.signal?.throwIfAborted()
    const postmaster = await findPostmaster(installation)
    const port = postmaster?.port ?? socketPort
    const sighting = await sight(installation, port)
    if (sighting.state === 'ready') {
      const { client, ended } = sighting
      // It may have written down its process between our two looks.
      const answering = postmaster ?? (await findPostmaster(installation))
      const adopted = attempt === null || attempt.pid !== answering?.pid
      return { client, ended, postmaster: answering, port, adopted }
    }
    const isBusy = sighting.state === 'busy'
    const secondsMax = isBusy ? busySecondsMax : silentSecondsMax
    if (Date.now() - began > secondsMax * 1000) throw await gaveUp(installation, secondsMax, attempt)
    if (!isBusy && postmaster === null && attempt?.ended() !== false) {
      if (attempt !== null) await judgeEnd(installation, attempt)
      attempt = await startServer(installation, settings)
    }
    await pause(lookMilliseconds)
  }
}

async function startServer(installation: Installation, settings: BringUpSettings): Promise<Launch> {
  const { log, mayCreate, packageDirectory } = settings
  const { account, cluster, copiesDirectory } = installation
  const binaries = await prepareBinaries({
    account,
    copiesDirectory,
    log,
    ...(packageDirectory === undefined ? {} : { packageDirectory }),
  })
  if (!(await hasCluster(installation, binaries))) {
    if (!mayCreate) throw new EmbeddedPostgresRefusal(`Its data in ${cluster} are gone.`, 'Restore them.')
    log.info({ directory: cluster }, 'making a new database')
    await createCluster(installation, binaries)
  }
  await removeStaleLocks(installation)
  return launch(installation, binaries)
}

/** A start that lost to another server, or met the last processes of a killed one, is worth another try. */
async function judgeEnd({ logFile }: Installation, attempt: Launch): Promise<void> {
  const said = await attempt.said()
  const isPassing = said.includes('already exists') || said.includes('is still in use')
  if (!isPassing) {
    throw new EmbeddedPostgresRefusal(
      `PostgreSQL ended at once: ${lastLines(said)} (its log: ${logFile}).`,
      null,
    )
  }
  await pause(relaunchMilliseconds)
}

async function gaveUp(
  { cluster, logFile }: Installation,
  secondsMax: number,
  attempt: Launch | null,
): Promise<EmbeddedPostgresRefusal> {
  const said = attempt === null ? 'another process started it' : lastLines(await attempt.said())
  return new EmbeddedPostgresRefusal(
    `The PostgreSQL that holds ${cluster} did not answer for ${secondsMax} s (${said}; its log: ${logFile}).`,
    'If it hangs, end its process (the first line of postmaster.pid) and start again.',
  )
}
