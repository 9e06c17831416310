import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { statement } from '../database/database.ts'
import { createPool } from '../database/pool.ts'
import { openWorkerSession } from '../database/worker-session.ts'
import { createLanes } from '../tasks/lanes.ts'
import { createTaskLedger } from '../tasks/task-ledger.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import { createLog } from '../telemetry/log.ts'
import { startAdmission } from './admission/admission.ts'
import { createDurableEngine } from './durable-engine.ts'
import type { Engine } from './engine.ts'
import { recoverDeadWorkers, sweepMembership } from './membership.ts'
import { reconcile } from './reconciler.ts'

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
const pretendRunningAt = statement(
  'pretend-running-at',
  "update dbos.workflow_status set status = 'PENDING', executor_id = $2 where workflow_uuid = $1",
)
const setSlots = statement('set-slots', 'update vendor_lanes set slots = $1')
const readStage = statement<{ stage: string; message: string; redrives: number }>(
  'read-stage',
  'select stage, message, redrives from tasks where id = $1',
)
const ledger = () => createTaskLedger(base.database)
const rescue = () => ({ database: base.database, engine, session, log })
const lookForDead = async () => {
  await sweepMembership(rescue())
  await recoverDeadWorkers(rescue())
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
