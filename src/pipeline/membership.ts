import type { Database } from '../database/database.ts'
import { clearWorker } from '../database/sql/clear-worker.ts'
import { fenceUnknownExecutors } from '../database/sql/fence-unknown-executors.ts'
import { fenceWorker } from '../database/sql/fence-worker.ts'
import { listFencedWorkers } from '../database/sql/list-fenced-workers.ts'
import { listRunningWorkflows } from '../database/sql/list-running-workflows.ts'
import { listSilentWorkers } from '../database/sql/list-silent-workers.ts'
import { sweepWorkers } from '../database/sql/sweep-workers.ts'
import { terminateSessions } from '../database/sql/terminate-sessions.ts'
import { tryExecutorLock } from '../database/sql/try-executor-lock.ts'
import { tryTurn } from '../database/sql/try-turn.ts'
import type { WorkerSession } from '../database/member.ts'
import type { Log } from '../telemetry/log.ts'
import type { Engine } from './engine.ts'

/**
 * A worker is dead when it has been silent for so long, in the eyes of one whose own beats came without a gap for so long:
 * a restart of PostgreSQL, a fail-over or a laptop's sleep silences the judge as well, and fences nobody.
 */
const silence = { silentSeconds: 8, steadySeconds: 10 }
/**
 * Sooner, when the server has let go of its lock as well: the process is gone, or its connection. A restart frees all locks,
 * but also ends the judge's own connection, and with it his row of beats.
 */
const silenceWithoutLock = { silentSeconds: 4, steadySeconds: 5 }
const pageSize = 500

export type Rescue = {
  readonly database: Database
  readonly engine: Pick<Engine, 'resume'>
  /** Of the worker that looks after the others. */
  readonly session: Pick<WorkerSession, 'executorId' | 'steadySeconds'>
  readonly log: Log
}

/** Fences the dead, and hands on what they and those who left were working on. */
export async function recoverDeadWorkers(rescue: Rescue): Promise<void> {
  await fenceTheSilent(rescue)
  const { database, session } = rescue
  for (const { executor } of await database.query(listFencedWorkers, [session.executorId])) {
    await takeOver(executor, rescue)
  }
}

/** What needs to be done now and then only. */
export async function sweepMembership({ database, session }: Rescue): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query(sweepWorkers, [])
    // Last, and of himself first: see below.
    if (session.steadySeconds() < silenceWithoutLock.steadySeconds) return
    await transaction.query(fenceUnknownExecutors, [session.executorId])
  })
}

/**
 * On one connection, and the judge looks at himself after he has looked at the others: a statement that waits for
 * the database may come back after a restart in which everybody was silent.
 */
async function fenceTheSilent({ database, session, log }: Rescue): Promise<void> {
  if (session.steadySeconds() < silenceWithoutLock.steadySeconds) return
  await database.transaction(async (transaction) => {
    const least = silenceWithoutLock.silentSeconds
    const suspects = await transaction.query(listSilentWorkers, [session.executorId, least])
    for (const { executor, host, silent_seconds: silentSeconds } of suspects) {
      const isLongSilent = meets(silence, silentSeconds, session)
      const isGone = meets(silenceWithoutLock, silentSeconds, session)
      if (!isLongSilent && !(isGone && (await isLockFree(transaction, executor)))) continue
      const { silentSeconds: atLeast } = isLongSilent ? silence : silenceWithoutLock
      const fenced = await transaction.query(fenceWorker, [executor, session.executorId, atLeast])
      if (fenced.length > 0) log.warn({ executor, host, silentSeconds }, 'a worker is silent: fencing it')
    }
  })
}

const meets = (bounds: typeof silence, silentSeconds: number, session: Rescue['session']): boolean =>
  silentSeconds >= bounds.silentSeconds && session.steadySeconds() >= bounds.steadySeconds

const isLockFree = async (transaction: Database, executor: string): Promise<boolean> =>
  (await transaction.query(tryExecutorLock, [executor]))[0]?.free === true

/**
 * In this order: no connection is opened for a fenced worker any more, the open ones are ended, and only when all of them
 * are gone do its tasks go on elsewhere. So nothing that it still has in hand can be written after them.
 */
async function takeOver(executor: string, { database, engine, log }: Rescue): Promise<void> {
  await database.transaction(async (transaction) => {
    // Two rescuers must not take turns: the second would take running tasks away from the heirs.
    const [turn] = await transaction.query(tryTurn, [`take over ${executor}`])
    if (turn?.taken !== true) return
    const [sessions] = await transaction.query(terminateSessions, [executor])
    if (sessions === undefined || sessions.left > 0) {
      log.warn({ executor, ...sessions }, 'sessions of a fenced worker are still there; trying again')
      return
    }
    let tasks = 0
    for (;;) {
      const queues = await transaction.query(listRunningWorkflows, [executor, pageSize])
      if (queues.length === 0) break
      for (const { queue, ids } of queues) {
        await engine.resume(ids, queue)
        tasks += ids.length
      }
    }
    await transaction.query(clearWorker, [executor])
    // Who left in an orderly way has nothing in hand: every start would begin with a warning of it.
    if (tasks + sessions.ended === 0) log.debug({ executor }, 'a worker is gone that had nothing in hand')
    else
      log.warn(
        { executor, tasks, sessions: sessions.ended },
        'a worker is gone; its tasks go on here or elsewhere',
      )
  })
}
