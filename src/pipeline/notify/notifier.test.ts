import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/postgres.ts'
import { verifyNotification } from '../../../tests/support/standard-webhooks.ts'
import { type Database, statement } from '../../database/database.ts'
import { openDatabase } from '../../database/postgres.ts'
import {
  allowNothing,
  createGuardedFetch,
  type GuardedFetch,
  parseAllowList,
} from '../../net/guarded-fetch.ts'
import { serveHttp } from '../../net/testing/loopback-server.ts'
import { createNotificationBook } from '../../tasks/notification-book.ts'
import { createNotificationOutbox } from '../../tasks/notification-outbox.ts'
import { readTaskEvents } from '../../tasks/sql/read-task-events.ts'
import { createTaskLedger } from '../../tasks/task-ledger.ts'
import { createTaskRegister } from '../../tasks/task-register.ts'
import { createLog } from '../../telemetry/log.ts'
import { deliver, leaseSeconds } from './delivery.ts'
import { type NotifierSettings, startNotifier } from './notifier.ts'

const log = createLog('silent')
const signingKey = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
let base: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())
afterEach(() => base.database.query(forgetNotifications, []))

const forgetNotifications = statement('forget-notifications', 'delete from notifications')

const ageLease = statement(
  'age-lease',
  "update notifications set due_at = now() - interval '1 second' where task_id = $1",
)
const failedBefore = statement('failed-before', 'update notifications set failures = $2 where task_id = $1')
const readDelay = statement<{ seconds: number }>(
  'read-delay',
  'select extract(epoch from due_at - updated_at)::float8 as seconds from notifications where task_id = $1',
)

/** A task that is about to end, and whom to tell. */
async function createTask(url: string, sessionId?: string): Promise<string> {
  const { taskId } = await createTaskRegister(base.database, () => new Date()).create({
    accountId: 1n,
    appId: 1n,
    requestId: 'the-request-of-the-create',
    request: {},
    job: {} as never,
    vendor: 'nobody',
    notify: { url, secret: Buffer.from(signingKey), ...(sessionId === undefined ? {} : { sessionId }) },
  })
  return taskId
}

async function endTask(taskId: string): Promise<void> {
  const ledger = createTaskLedger(base.database)
  const claim = (await ledger.claim(taskId, 'test'))!
  const result = { key: `results/${taskId}.mp4`, sizeBytes: 1, sha256: '', width: 1280, height: 720 }
  await ledger.advance(claim, {
    stage: 'done',
    results: [{ ...result, durationSeconds: 5 }],
    event: { stage: 'deliver', kind: 'ended' },
  })
}

const loopback = parseAllowList('127.0.0.0/8')
const openFetch = createGuardedFetch({
  allow: loopback.outcome === 'parsed' ? loopback.allow : allowNothing,
  clock: { now: () => new Date() },
})

type Changes = { readonly fetch?: GuardedFetch; readonly database?: Database }

const toolsOf = ({ fetch = openFetch, database = base.database }: Changes = {}): NotifierSettings => ({
  database,
  outbox: createNotificationOutbox(database),
  fetch,
  openSecret: ({ secret }) => Buffer.from(secret).toString(),
  resultUrl: (key) => `http://results.example/${key}`,
  now: () => new Date(),
  random: () => 0.5,
  log,
})

async function start(changes: Changes = {}) {
  const notifier = await startNotifier(toolsOf(changes))
  onTestFinished(() => notifier.stop())
  return notifier
}

type Letter = { readonly headers: IncomingMessage['headers']; readonly body: string; readonly url: string }

/** A receiver that keeps what it is sent, and answers as it is told. */
async function receiver(answer: (response: ServerResponse, times: number) => void) {
  const letters: Letter[] = []
  const { url, port } = await serveHttp((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      letters.push({
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        url: request.url ?? '',
      })
      answer(response, letters.length)
    })
  })
  return { url: `${url}/hook`, port, letters }
}
const withStatus = (status: number) => (response: ServerResponse) => response.writeHead(status).end()

const listed = async (taskId: string) =>
  (await createNotificationBook(base.database).list({ onlyDead: false, countMax: 1000 })).find(
    (one) => one.taskId === taskId,
  )!
const eventsOf = async (taskId: string) =>
  (await base.database.query(readTaskEvents, [taskId])).filter(({ stage }) => stage === 'notify')

async function until<Value>(what: string, look: () => Promise<Value>, isSo: (value: Value) => boolean) {
  for (let attempt = 0; attempt < 400; attempt++) {
    const value = await look()
    if (isSo(value)) return value
    await pause(25)
  }
  throw new Error(`never: ${what}`)
}
const untilState = (taskId: string, state: string) =>
  until(
    `${taskId} is ${state}`,
    () => listed(taskId),
    (one) => one.state === state,
  )
const untilAttempted = (taskId: string) =>
  until(
    'an attempt is written down',
    () => listed(taskId),
    ({ lastAnswer }) => lastAnswer !== '',
  )

describe('a task that has ended', () => {
  test('is told of later when the key that signs does not open here, and never without a signature', async () => {
    const { url, letters } = await receiver(withStatus(204))
    const taskId = await createTask(url, 'order-locked')
    const locked = await startNotifier({ ...toolsOf(), openSecret: () => null })
    await endTask(taskId)
    const { lastAnswer, state } = await untilAttempted(taskId)
    await locked.stop()
    expect([lastAnswer, state, letters]).toEqual([
      'the key that signs does not open with the master key of this worker',
      'due',
      [],
    ])
  })

  test('is told of in the words of Describe, signed so that any library verifies it', async () => {
    const { url, letters } = await receiver(withStatus(204))
    await start()
    const taskId = await createTask(url, 'order-1')
    expect((await listed(taskId)).state).toBe('awaiting')
    await endTask(taskId)
    await untilState(taskId, 'delivered')
    const [letter] = letters
    expect(verifyNotification(signingKey, letter!.body, letter!.headers)).toEqual({
      type: 'aigc.video.task.finished',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: {
        TaskId: taskId,
        Status: 'DONE',
        VideoUrls: [`http://results.example/results/${taskId}.mp4`],
        Resolution: '1280x720',
        Message: '',
        SessionId: 'order-1',
        RequestId: 'the-request-of-the-create',
      },
    })
    expect(letter!.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': taskId })
    expect(await eventsOf(taskId)).toMatchObject([
      { kind: 'delivered', detail: { attempt: 1, answer: '204 from the receiver' } },
    ])
  })

  test('is told of once, also with two workers', async () => {
    const second = await openDatabase({ connection: base.connection, poolSize: 4, log })
    const { url, letters } = await receiver((response) => setTimeout(() => response.end(), 50))
    await start()
    await start({ database: second })
    onTestFinished(() => second.close())
    const tasks = await Promise.all(Array.from({ length: 30 }, () => createTask(url)))
    await Promise.all(tasks.map(endTask))
    for (const taskId of tasks) await untilState(taskId, 'delivered')
    const told = letters.map(({ headers }) => String(headers['webhook-id']))
    expect(told.toSorted()).toEqual(tasks.toSorted())
  })

  test('wakes the notifier itself', async () => {
    const { url } = await receiver(withStatus(200))
    let heard = 0
    const stop = await base.database.listen('reelay_notifications', () => heard++)
    onTestFinished(stop)
    const taskId = await createTask(url)
    await endTask(taskId)
    await until(
      'it is heard',
      async () => heard,
      (count) => count > 0,
    )
    await createNotificationBook(base.database).replay(taskId)
    await until(
      'the replay is heard',
      async () => heard,
      (count) => count > 1,
    )
    await start()
    await untilState(taskId, 'delivered')
  })
})

describe('a receiver', () => {
  test('that fails is tried again, later and later, and every attempt is on the timeline', async () => {
    const { url, letters } = await receiver((response, times) => withStatus(times < 3 ? 500 : 200)(response))
    const taskId = await createTask(url)
    await start()
    await endTask(taskId)
    await untilAttempted(taskId)
    expect((await base.database.query(readDelay, [taskId]))[0]!.seconds).toBeCloseTo(5)
    await base.database.query(ageLease, [taskId])
    await until(
      'the second attempt',
      () => listed(taskId),
      ({ attempts }) => attempts === 2,
    )
    await until(
      'it is put off',
      () => eventsOf(taskId),
      (events) => events.length === 2,
    )
    expect((await base.database.query(readDelay, [taskId]))[0]!.seconds).toBeCloseTo(30)
    await base.database.query(ageLease, [taskId])
    await untilState(taskId, 'delivered')
    expect((await eventsOf(taskId)).map(({ kind }) => kind)).toEqual(['put-off', 'put-off', 'delivered'])
    expect(new Set(letters.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([taskId]))
  })

  test('that is gone (410) is not asked again', async () => {
    const { url } = await receiver(withStatus(410))
    await start()
    const taskId = await createTask(url)
    await endTask(taskId)
    expect(await untilState(taskId, 'gone')).toMatchObject({ attempts: 1, dueAt: null })
  })

  test('that still fails after the last try is given up, and can be replayed', async () => {
    let isUp = false
    const { url } = await receiver((response) => withStatus(isUp ? 200 : 503)(response))
    const book = createNotificationBook(base.database)
    const taskId = await createTask(url)
    expect(await book.replay(taskId)).toBe(false)
    await base.database.query(failedBefore, [taskId, 10])
    await start()
    await endTask(taskId)
    await untilState(taskId, 'dead')
    expect((await book.list({ onlyDead: true, countMax: 10 })).map((one) => one.taskId)).toContain(taskId)
    isUp = true
    expect(await book.replay(taskId)).toBe(true)
    await untilState(taskId, 'delivered')
    expect((await eventsOf(taskId)).map(({ kind }) => kind)).toEqual(['given-up', 'replayed', 'delivered'])
  })

  test('that redirects is not followed', async () => {
    const inside = await receiver(withStatus(200))
    const { url } = await receiver((response) => response.writeHead(307, { location: inside.url }).end())
    await start()
    const taskId = await createTask(url)
    await endTask(taskId)
    const { lastAnswer } = await untilAttempted(taskId)
    expect(lastAnswer).toBe('307 from the receiver; redirects are not followed')
    expect(inside.letters).toEqual([])
  })

  test('in the private network is not asked', async () => {
    const { url, letters } = await receiver(withStatus(200))
    await start({ fetch: createGuardedFetch({ allow: allowNothing, clock: { now: () => new Date() } }) })
    const taskId = await createTask(url)
    await endTask(taskId)
    expect((await untilAttempted(taskId)).lastAnswer).toBe('the address is not public')
    expect(letters).toEqual([])
  })

  test('that hangs keeps nobody else waiting, however much is there for it', async () => {
    const hanging = await receiver(() => undefined)
    const well = await receiver(withStatus(200))
    const stuck = await Promise.all(Array.from({ length: 100 }, () => createTask(hanging.url)))
    await Promise.all(stuck.map(endTask))
    const taskId = await createTask(well.url)
    await endTask(taskId)
    await start()
    await untilState(taskId, 'delivered')
    expect(hanging.letters).toHaveLength(4)
  })
})

describe('a worker that dies', () => {
  test('between sending and writing it down is followed by another, under the same webhook-id', async () => {
    const { url, letters } = await receiver(withStatus(200))
    const taskId = await createTask(url)
    await endTask(taskId)
    let comeBack: () => void = () => undefined
    const exchange: GuardedFetch['exchange'] = async (request, policy) => {
      const answer = await openFetch.exchange(request, policy)
      await new Promise<void>((resolve) => (comeBack = resolve))
      return answer
    }
    const outbox = createNotificationOutbox(base.database)
    const wish = { countMax: 10, sending: new Map(), perReceiverMax: 4, leaseSeconds }
    const [claimed] = await outbox.claim(wish)
    const dying = deliver(
      claimed!,
      toolsOf({ fetch: { ...openFetch, exchange } }),
      new AbortController().signal,
    )
    await until(
      'it is sent',
      async () => letters.length,
      (count) => count === 1,
    )
    // While its lease lasts it is nobody else's.
    expect(await outbox.claim(wish)).toEqual([])

    await base.database.query(ageLease, [taskId])
    await start()
    await untilState(taskId, 'delivered')
    comeBack()
    await dying
    expect(letters.map(({ headers }) => headers['webhook-id'])).toEqual([taskId, taskId])
    expect(await eventsOf(taskId)).toMatchObject([{ kind: 'delivered', detail: { attempt: 2 } }])
  })

  test('and comes back changes nothing of what another is doing meanwhile', async () => {
    const taskId = await createTask('https://example.com/hook')
    await endTask(taskId)
    const outbox = createNotificationOutbox(base.database)
    const wish = { countMax: 10, sending: new Map(), perReceiverMax: 4, leaseSeconds }
    const [early] = await outbox.claim(wish)
    await base.database.query(ageLease, [taskId])
    const [late] = await outbox.claim(wish)
    const event = { kind: 'put-off', detail: {} }
    expect(await outbox.settle(early!, { state: 'due', answer: 'late', event })).toBe(false)
    expect(await outbox.claim(wish)).toEqual([])
    expect(await outbox.settle(late!, { state: 'dead', answer: 'in time', event })).toBe(true)
    expect(await listed(taskId)).toMatchObject({ state: 'dead', lastAnswer: 'in time', attempts: 2 })
  })
})
