import type pg from 'pg'
import type { Log } from '../telemetry/log.ts'
import { keepSession } from './kept-session.ts'
import { type Member, WorkerFenced, type WorkerSession } from './member.ts'
import { cutConnection, type Target } from './pool.ts'
import { createPulse, systemMoment } from './pulse.ts'
import { beatWorker } from './sql/beat-worker.ts'
import { endOlderSession } from './sql/end-older-session.ts'
import { holdExecutorLock } from './sql/hold-executor-lock.ts'
import { leaveWorkers } from './sql/leave-workers.ts'
import { registerWorker } from './sql/register-worker.ts'

const beatEverySeconds = 2
/** An answer that takes longer never comes: the connection has hung. */
const answerSecondsMax = 4
/** From here on others may take us for dead; so do we, until the database says otherwise. */
const silentSecondsMax = 8

/** Who this process is, for the other workers and for people. */
export type WorkerIdentity = {
  /** Unique per process, for ever; at most 36 bytes, for it goes into the name of every session. */
  readonly executorId: string
  readonly host: string
  readonly processId: number
  readonly version: string
}

type WorkerSettings = Target & { readonly log: Log; readonly identity: WorkerIdentity }

/** Becomes a worker. Resolves when the row is there and the lock is held. */
export async function openWorkerSession(settings: WorkerSettings): Promise<WorkerSession> {
  const { executorId } = settings.identity
  const fenced = new AbortController()
  const pulse = createPulse(systemMoment)
  const waiting: (() => void)[] = []
  const { member, cutAll } = createMember(settings, fenced)
  const line: Line = { client: null }
  const beating = every(beatEverySeconds, async () => {
    const sentAt = systemMoment()
    const answer = line.client === null ? 'none' : await sendBeat(line.client, executorId)
    if (answer === 'fenced') member.refused()
    if (answer === 'served') {
      pulse.beat(sentAt)
      for (const goOn of waiting.splice(0)) goOn()
    } else if (pulse.silentSeconds() > silentSecondsMax) cutAll()
  })
  const closeLine = await keepLine({ ...settings, member }, line, () => {
    pulse.interrupt()
    beating.now()
  })
  return {
    ...member,
    fenced: fenced.signal,
    async standing(signal) {
      while (fenced.signal.aborted || pulse.silentSeconds() > silentSecondsMax) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        })
      }
    },
    // Whoever has lost his own connection saw nothing of the others' since.
    steadySeconds: () => (line.client === null ? 0 : pulse.steadySeconds()),
    async leave() {
      await beating.stop()
      if (line.client !== null) await ask(line.client, leaveWorkers.text, executorId).catch(() => undefined)
      await closeLine()
    },
  }
}

function createMember({ log, identity }: WorkerSettings, fenced: AbortController) {
  const { executorId } = identity
  const cuts: (() => void)[] = []
  const member: Member = {
    executorId,
    refused() {
      if (fenced.signal.aborted) return
      log.error({ executorId }, 'this worker was taken for dead: it writes no more, and others do its tasks')
      fenced.abort(new WorkerFenced(executorId))
    },
    onSilence: (cut) => void cuts.push(cut),
  }
  const cutAll = (): void => {
    for (const cut of cuts) cut()
  }
  return { member, cutAll }
}

/** The connection that holds the lock and carries the beats; `null` while it is opened anew. */
type Line = { client: pg.Client | null }

function keepLine(settings: WorkerSettings, line: Line, opened: () => void): Promise<() => Promise<void>> {
  const { executorId } = settings.identity
  let isRegistered = false
  return keepSession({
    ...settings,
    purpose: 'reelay worker',
    async prepare(client) {
      line.client = null
      if (isRegistered) await client.query(endOlderSession.text)
      else await client.query(registerWorker.text, valuesOf(settings.identity))
      isRegistered = true
      const { rows } = await client.query<{ held: boolean }>(holdExecutorLock.text, [executorId])
      if (rows[0]?.held !== true) return 'not yet'
      line.client = client
      client.once('end', () => {
        if (line.client === client) line.client = null
      })
      opened()
      return 'ready'
    },
  })
}

const valuesOf = ({ executorId, host, processId, version }: WorkerIdentity) => [
  executorId,
  host,
  processId,
  version,
]

/** A line that does not answer is cut, and its keeper opens another. */
async function sendBeat(line: pg.Client, executorId: string): Promise<'served' | 'fenced' | 'none'> {
  try {
    return (await ask(line, beatWorker.text, executorId)).length > 0 ? 'served' : 'fenced'
  } catch {
    cutConnection(line)
    return 'none'
  }
}

async function ask(line: pg.Client, text: string, executorId: string): Promise<unknown[]> {
  const question = { text, values: [executorId], query_timeout: answerSecondsMax * 1000 }
  return (await line.query(question)).rows
}

/** Does the work every so often, and at once when asked, never twice at a time. It must not fail. */
function every(seconds: number, work: () => Promise<void>) {
  let running: Promise<void> | null = null
  const now = (): void => {
    running ??= work().finally(() => {
      running = null
    })
  }
  const timer = setInterval(now, seconds * 1000)
  return {
    now,
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
