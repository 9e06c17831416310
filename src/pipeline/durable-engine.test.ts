import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { statement } from '../database/database.ts'
import { WorkerFenced } from '../database/member.ts'
import { createPool } from '../database/pool.ts'
import { openDatabase } from '../database/postgres.ts'
import { holdExecutorLock } from '../database/sql/hold-executor-lock.ts'
import { ping } from '../database/sql/ping.ts'
import { openWorkerSession } from '../database/worker-session.ts'
import { createLanes } from '../tasks/lanes.ts'
import { createTaskLedger } from '../tasks/task-ledger.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import { createLog } from '../telemetry/log.ts'
import { startAdmission } from './admission/admission.ts'
import { createDurableEngine } from './durable-engine.ts'
import { forgetEndedWorkflows } from './ended-workflows.ts'
import type { Engine } from './engine.ts'
import { recoverDeadWorkers, sweepMembership } from './membership.ts'
import { reconcile } from './reconciler.ts'
import { createStrayWatch } from './strays.ts'

const log = createLog('silent')
const vendor = 'scripted'
const executorId = 'this-worker'
/** One that has looked on for long. */
const session = { executorId, steadySeconds: () => 60 }

let base: Awaited<ReturnType<typeof freshDatabase>>
let engine: Engine
let stopAll: () => Promise<void>
let told: string[] = []
/** What the story does; a test may put another in. */
let story: (taskId: string) => Promise<void>

beforeAll(async () => {
  base = await freshDatabase()
  const pool = createPool({ connection: base.connection, poolSize: 8, log })
  engine = createDurableEngine({
    database: base.database,
    pool,
    executorId,
    queues: [{ vendor, perWorkerMax: 4 }],
    story: async (taskId) => {
      told.push(taskId)
      await story(taskId)
    },
    fenced: new AbortController().signal,
    log,
  })
  await engine.start()
  const lanes = createLanes(base.database)
  await lanes.register([{ vendor, concurrency: { total: 1000 } }])
  const admission = await startAdmission({ database: base.database, lanes, engine, vendors: [vendor], log })
  stopAll = async () => {
    await admission.stop()
    await engine.stop(1)
    await pool.end()
    await base.drop()
  }
})
afterAll(() => stopAll())
beforeEach(() => {
  told = []
  story = () => Promise.resolve()
})

const create = () =>
  createTaskRegister(base.database, () => new Date()).create({
    accountId: 1n,
    appId: 1n,
    requestId: 'r',
    request: {},
    job: {} as never,
    vendor,
  })

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error(`never: ${what}`)
}

const tellings = (taskId: string): number => told.filter((id) => id === taskId).length
const ageEnqueued = statement(
  'age-enqueued',
  "update tasks set enqueued_at = now() - interval '1 hour' where id = $1",
)
const pretendWorker = statement(
  'pretend-worker',
  `insert into workers (executor_id, host, process_id, version, beat_at)
   values ($1, 'here', 1, '0', now() - make_interval(secs => $2))
   on conflict (executor_id) do update set beat_at = excluded.beat_at`,
)
const readFencedBy = statement<{ by: string | null }>(
  'read-fenced-by',
  'select fenced_by as by from workers where executor_id = $1',
)
const pretendRunningAt = statement(
  'pretend-running-at',
  "update dbos.workflow_status set status = 'PENDING', executor_id = $2 where workflow_uuid = $1",
)
const setSlots = statement('set-slots', 'update vendor_lanes set slots = $1')
const ageStart = statement(
  'age-start',
  'update dbos.workflow_status set started_at_epoch_ms = started_at_epoch_ms - 6000 where workflow_uuid = $1',
)
const readStage = statement<{ stage: string; message: string; redrives: number }>(
  'read-stage',
  'select stage, message, redrives from tasks where id = $1',
)
const ledger = () => createTaskLedger(base.database)
const rescue = () => ({ database: base.database, engine, session, log })
const lookForDead = async (steadySeconds = 60) => {
  const judge = { ...rescue(), session: { executorId, steadySeconds: () => steadySeconds } }
  await sweepMembership(judge)
  await recoverDeadWorkers(judge)
}
const fencedBy = async (executor: string) => (await base.database.query(readFencedBy, [executor]))[0]?.by
/** The connections of a worker that was killed in its sleep: they stand, and nobody beats. */
const sleeper = async (executor: string) => {
  await base.database.query(pretendWorker, [executor, 0])
  let refusals = 0
  const member = { executorId: executor, refused: () => void refusals++, onSilence: () => undefined }
  const url = `${base.url}?application_name=of+the+operator`
  const database = await openDatabase({ url, member, poolSize: 2, log })
  return { database, refusals: () => refusals }
}
const lookAfter = () => reconcile({ database: base.database, engine, ledger: ledger(), session, log })

describe('a task that was written down', () => {
  test('is told, once', async () => {
    const { taskId } = await create()
    await until('the story is told', () => tellings(taskId) > 0)
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    expect(tellings(taskId)).toBe(1)
  })

  test('among many at once, is told once each', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, async () => (await create()).taskId))
    await until('all are told', () => ids.every((id) => tellings(id) > 0))
    expect(told.toSorted()).toEqual(ids.toSorted())
  })

  test('handed to the engine twice is told once', async () => {
    const { taskId } = await create()
    await base.database.transaction((transaction) => engine.enqueue(transaction, [{ taskId, vendor }]))
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    expect(tellings(taskId)).toBe(1)
  })
})

describe('a worker', () => {
  test('carries no more tasks of a vendor inside than it can bear, however many are admitted', async () => {
    let running = 0
    let most = 0
    story = async () => {
      most = Math.max(most, ++running)
      await pause(30)
      running--
    }
    const ids = await Promise.all(Array.from({ length: 30 }, async () => (await create()).taskId))
    await until('all are told', () => ids.every((id) => tellings(id) > 0))
    expect(most).toBeLessThanOrEqual(4)
    expect(most).toBeGreaterThan(1)
  })
})

describe('the reconciler', () => {
  test('starts a task again whose workflow ended without ending it', async () => {
    story = () => Promise.reject(new Error('a bug'))
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(ageEnqueued, [taskId])
    story = () => Promise.resolve()
    await lookAfter()
    await until('it is told again', () => tellings(taskId) === 2)
  })

  test('fails a task with the truth that never comes to an end', async () => {
    story = () => Promise.reject(new Error('a bug'))
    const { taskId } = await create()
    for (let round = 1; round <= 6; round++) {
      await until(
        'the workflow has ended',
        async () => (await engine.states([taskId])).get(taskId) === 'ended',
      )
      await base.database.query(ageEnqueued, [taskId])
      await lookAfter()
      if (round < 6) await until('it is told again', () => tellings(taskId) === round + 1)
    }
    const [task] = await base.database.query(readStage, [taskId])
    expect(task).toMatchObject({
      stage: 'failed',
      redrives: 5,
      message: expect.stringContaining('never came to an end'),
    })
  })

  test('leaves a task alone that the engine has only just got', async () => {
    story = () => Promise.reject(new Error('a bug'))
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await lookAfter()
    expect((await base.database.query(readStage, [taskId]))[0]).toMatchObject({ redrives: 0 })
  })
})

describe('a workflow that ended an hour ago', () => {
  const ageEnd = statement(
    'age-end',
    'update dbos.workflow_status set completed_at = completed_at - 3601000 where workflow_uuid = $1',
  )
  const endTask = statement('end-task', "update tasks set stage = 'done', finished_at = now() where id = $1")
  const inTheEngine = async (ids: readonly string[]) => [...(await engine.states(ids)).keys()].toSorted()

  test('is forgotten when its task has ended too, and only then', async () => {
    const [old, young, unfinished] = await Promise.all([create(), create(), create()])
    const ids = [old.taskId, young.taskId, unfinished.taskId]
    await until(
      'all have ended',
      async () => [...(await engine.states(ids)).values(), 'three'].join() === 'ended,ended,ended,three',
    )
    for (const { taskId } of [old, young]) await base.database.query(endTask, [taskId])
    for (const { taskId } of [old, unfinished]) await base.database.query(ageEnd, [taskId])
    await forgetEndedWorkflows(base.database, engine)
    expect(await inTheEngine(ids)).toEqual([young.taskId, unfinished.taskId].toSorted())
  })
})

describe('a worker that is gone', () => {
  test('leaves its tasks to the living', async () => {
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(pretendRunningAt, [taskId, 'a-dead-worker'])
    await lookForDead()
    await until('it is told again', () => tellings(taskId) === 2)
  })

  test('leaves them their slots: they go on while nobody else is admitted', async () => {
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(setSlots, [1])
    try {
      const { taskId: waiting } = await create()
      await base.database.query(pretendRunningAt, [taskId, 'another-dead-worker'])
      await lookForDead()
      await until('it is told again', () => tellings(taskId) === 2)
      expect(tellings(waiting)).toBe(0)
    } finally {
      await base.database.query(setSlots, [1000])
    }
  })

  test('is not confused with one that lives', async () => {
    const living = await openWorkerSession({
      connection: base.connection,
      log,
      identity: { executorId: 'a-living-worker', host: 'here', processId: 1, version: '0' },
    })
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(pretendRunningAt, [taskId, 'a-living-worker'])
    await lookForDead()
    expect((await engine.states([taskId])).get(taskId)).toBe('running')
    await living.leave()
    await lookForDead()
    await until('it is told again', () => tellings(taskId) === 2)
  })
})

describe('a worker that is silent', () => {
  test('is fenced: its sessions end, it gets no new ones, and its tasks go on', async () => {
    const zombie = await sleeper('zombie')
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(pretendRunningAt, [taskId, 'zombie'])
    await base.database.query(pretendWorker, ['zombie', 9])
    await lookForDead()
    expect(await fencedBy('zombie')).toBe(executorId)
    await until('it is told again', () => tellings(taskId) === 2)
    await expect(zombie.database.query(ping, [])).rejects.toThrow(WorkerFenced)
    expect(zombie.refusals()).toBeGreaterThan(0)
    await zombie.database.close()
  })

  test.each([
    ['for 9 s, holding its lock, by one who has looked on for 12', 9, 'held', 12, executorId],
    ['for 9 s, holding its lock, by one who has looked on for 7', 9, 'held', 7, null],
    ['for 6 s, holding its lock', 6, 'held', 60, null],
    ['for 6 s, its lock free', 6, 'free', 60, executorId],
    ['for 6 s, its lock free, by one who has looked on for 4', 6, 'free', 4, null],
    ['for 3 s, its lock free', 3, 'free', 60, null],
  ])('%s, is judged accordingly', async (name, silentSeconds, lock, steadySeconds, judged) => {
    await base.database.query(pretendWorker, [name, silentSeconds])
    // The lock is a session's: it goes with this one.
    const holder = await openDatabase({ connection: base.connection, poolSize: 1, log })
    if (lock === 'held') await holder.query(holdExecutorLock, [name])
    await lookForDead(steadySeconds)
    await holder.close()
    expect(await fencedBy(name)).toBe(judged)
  })
})

describe('a task that this process claimed and never began', () => {
  test('is started again, unless it is being told', async () => {
    const { taskId } = await create()
    await until('the workflow has ended', async () => (await engine.states([taskId])).get(taskId) === 'ended')
    await base.database.query(pretendRunningAt, [taskId, executorId])
    const isTelling = (id: string) => telling.has(id)
    const telling = new Set([taskId])
    const look = createStrayWatch({
      database: base.database,
      engine: { isTelling, resume: (ids, queue) => engine.resume(ids, queue) },
      executorId,
      log,
    })
    await base.database.query(ageStart, [taskId])
    await look()
    await look()
    expect(tellings(taskId)).toBe(1)
    telling.clear()
    await look()
    expect(tellings(taskId)).toBe(1)
    await look()
    await until('it is told again', () => tellings(taskId) === 2)
  })
})
