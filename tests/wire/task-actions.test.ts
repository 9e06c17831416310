import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { createCostBook } from '../../src/tasks/cost-book.ts'
import { createQueueForecast } from '../../src/tasks/queue-forecast.ts'
import { createTaskLedger } from '../../src/tasks/task-ledger.ts'
import { createTaskList } from '../../src/tasks/task-list.ts'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import type { Tasks } from '../../src/tasks/tasks.ts'
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts'
import { catJob } from '../support/stories.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

// The SDKs as their users load them, with every answer and error as they see it.
const load = createRequire(import.meta.url)
type Answer = Readonly<Record<string, unknown>>
type Call = (action: string, request: object) => Promise<Answer>

let base: FreshDatabase
let tasks: Tasks
let server: WireServer
let official: WireServer
beforeAll(async () => {
  base = await freshDatabase()
  tasks = createTaskRegister(base.database, () => new Date())
  const taskList = createTaskList({
    database: base.database,
    forecast: createQueueForecast(base.database),
    costs: createCostBook(base.database),
    typicalSeconds: () => 60,
    now: () => new Date(),
  })
  server = await startWireServer({ tasks, taskList })
  official = await startWireServer({ tasks, extensions: false })
})
afterAll(async () => {
  await server.close()
  await official.close()
  await base.drop()
})

const domesticCall =
  (to: () => WireServer = () => server): Call =>
  (action, request) => {
    const { Client } = load('tencentcloud-sdk-nodejs-mps').mps.v20190612
    const httpProfile = { endpoint: to().host, protocol: 'http://' }
    return new Client({ credential: exampleKey, region: '', profile: { httpProfile } })[action](request)
  }

const internationalCall: Call = (action, request) => {
  const { common, mps } = load('tencentcloud-sdk-nodejs-intl-en')
  const { Client, Models } = mps.v20190612
  const http = new common.HttpProfile()
  http.endpoint = server.host
  http.protocol = 'http://'
  const credential = new common.Credential(exampleKey.secretId, exampleKey.secretKey)
  const client = new Client(credential, '', new common.ClientProfile('', http))
  const model = new Models[`${action}Request`]()
  model.from_json_string(JSON.stringify(request))
  return new Promise((resolve, reject) => {
    client[action](model, (error: Error | null, answer: Answer) => (error ? reject(error) : resolve(answer)))
  })
}

async function create(accountId = exampleKey.accountId, job: Partial<Job> = {}): Promise<string> {
  const request = { Prompt: 'a cat' }
  const creation = { accountId, appId: 1n, requestId: 'r', request, vendor: 'scripted' }
  return (await tasks.create({ ...creation, job: { ...catJob, ...job } })).taskId
}

async function finish(taskId: string): Promise<void> {
  const ledger = createTaskLedger(base.database)
  const claim = await ledger.claim(taskId, 'test')
  await ledger.advance(claim!, { stage: 'done', results: [], event: { stage: 'deliver', kind: 'ended' } })
}

describe.each([
  ['tencentcloud-sdk-nodejs-mps', domesticCall()],
  ['tencentcloud-sdk-nodejs-intl-en', internationalCall],
])('ManageTask with %s', (_sdk, call) => {
  test('cancels a task, and says the same when it is asked again', async () => {
    const TaskId = await create()
    for (let times = 0; times < 2; times++) {
      const answer = await call('ManageTask', { OperationType: 'Abort', TaskId })
      expect({ ...answer }).toEqual({ RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    }
    expect(await call('DescribeAigcVideoTask', { TaskId })).toMatchObject({
      Status: 'FAIL',
      Message: 'The task was cancelled before anything was sent to a vendor. It costs nothing.',
    })
  })

  test.each([
    [
      'that is done',
      async () => create().then(async (id) => (await finish(id), id)),
      'FailedOperation',
      /as `DONE`/,
    ],
    ['of another account', () => create(2n), 'ResourceNotFound.TaskNotFound', /does not exist/],
    ['that never was', async () => 'nothing', 'ResourceNotFound.TaskNotFound', /does not exist/],
  ])('refuses a task %s', async (_what, made, code, message) => {
    const TaskId = await made()
    await expect(call('ManageTask', { OperationType: 'Abort', TaskId })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })

  test.each([
    [
      'another operation',
      { OperationType: 'Pause', TaskId: 'x' },
      'InvalidParameterValue',
      /Allowed: `Abort`/,
    ],
    ['no operation', { TaskId: 'x' }, 'MissingParameter', /`OperationType`/],
    ['no task', { OperationType: 'Abort' }, 'MissingParameter', /`TaskId`/],
  ])('refuses %s', async (_what, request, code, message) => {
    await expect(call('ManageTask', request)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  })
})

const time = expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
const never = '0000-00-00T00:00:00Z'

describe.each([
  ['tencentcloud-sdk-nodejs-mps', domesticCall()],
  ['tencentcloud-sdk-nodejs-intl-en', internationalCall],
])('DescribeTasks with %s', (_sdk, call) => {
  const taskIds = ({ TaskSet }: Answer) => (TaskSet as { TaskId: string }[]).map(({ TaskId }) => TaskId)

  test('lists the tasks of the account with all that is known of them, newest first', async () => {
    const done = await create(exampleKey.accountId, { prompt: '猫'.repeat(150), version: null })
    await finish(done)
    const waiting = await create()
    const cancelled = await create()
    await call('ManageTask', { OperationType: 'Abort', TaskId: cancelled })
    const answer = await call('DescribeTasks', { Limit: 3 })
    expect(taskIds(answer)).toEqual([cancelled, waiting, done])
    const common = { TaskType: 'AigcVideoTask', CreateTime: time, BeginProcessTime: never, SubTaskTypes: [] }
    const told = [
      { ...common, TaskId: cancelled, FinishTime: time },
      { ...common, TaskId: waiting, FinishTime: never },
      { ...common, TaskId: done, FinishTime: time },
    ]
    expect((answer['TaskSet'] as object[]).map((task) => ({ ...task }))).toMatchObject(told)
  })

  test('filters, and leads from page to page', async () => {
    const waiting = [await create(), await create(), await create()].toReversed()
    const first = await call('DescribeTasks', { Status: 'WAITING', Limit: 2 })
    const ScrollToken = first['ScrollToken']
    await create()
    const second = await call('DescribeTasks', { Status: 'WAITING', Limit: 2, ScrollToken })
    expect([...taskIds(first), ...taskIds(second)].slice(0, 3)).toEqual(waiting)
    expect(second['TotalCount']).toBe(first['TotalCount'])
    const none = { StartTime: '2000-01-01T00:00:00Z', EndTime: '2000-01-02T00:00:00+08:00' }
    expect(await call('DescribeTasks', { Status: 'FINISH', ...none })).toMatchObject({
      TaskSet: [],
      TotalCount: 0,
      ScrollToken: '',
    })
    const failed = await create()
    await call('ManageTask', { OperationType: 'Abort', TaskId: failed })
    const ends = { Status: 'FINISH', Limit: 100 }
    expect(taskIds(await call('DescribeTasks', { ...ends, SubTaskHasFailed: true }))).toContain(failed)
    expect(taskIds(await call('DescribeTasks', { ...ends, SubTaskHasFailed: false }))).not.toContain(failed)
  })

  test.each([
    ['Status', { Status: 'DONE' }, /Allowed: WAITING, PROCESSING, FINISH/],
    ['Status', { Status: 'toString' }, /Allowed: WAITING, PROCESSING, FINISH/],
    ['Limit', { Limit: 101 }, /Allowed: 1 to 100/],
    ['Limit', { Limit: 0 }, /Allowed: 1 to 100/],
    ['StartTime', { StartTime: '2026-01-10' }, /ISO 8601/],
    ['EndTime', { EndTime: '2026-13-41T00:00:00Z' }, /ISO 8601/],
    ['EndTime', { StartTime: '2026-01-11T00:00:00Z', EndTime: '2026-01-10T00:00:00Z' }, /before StartTime/],
    ['ScrollToken', { ScrollToken: 'made up' }, /no token of an earlier page/],
    ['ScrollToken', { ScrollToken: 'A'.repeat(5000) }, /no token of an earlier page/],
  ])('refuses a wrong %s: %j', async (parameter, request, message) => {
    await expect(call('DescribeTasks', { Status: 'FINISH', ...request })).rejects.toMatchObject({
      code: 'InvalidParameterValue',
      message: expect.stringMatching(new RegExp(`\`${parameter}\`.*${message.source}`)),
    })
  })
})

test('DescribeTasks tells more of each task than MPS does, to clients that pass it on', async () => {
  const call = domesticCall()
  const done = await create(exampleKey.accountId, { prompt: '猫'.repeat(150), version: null })
  await finish(done)
  await create()
  const cancelled = await create()
  await call('ManageTask', { OperationType: 'Abort', TaskId: cancelled })
  const { TaskSet } = await call('DescribeTasks', { Limit: 3 })
  const cat = {
    ModelName: 'Kling',
    ModelVersion: '2.6',
    Prompt: 'a cat',
    Duration: 5,
    VideoUrls: [],
    Resolution: '',
  }
  expect(TaskSet).toMatchObject([
    { ...cat, Status: 'FAIL', Cancel: 'unsent', Message: expect.stringMatching(/costs nothing/) },
    { ...cat, Status: 'WAIT', Message: '', QueuePosition: expect.any(Number) },
    { Status: 'DONE', ModelVersion: '', Prompt: '猫'.repeat(100) },
  ])
  const [{ TaskId }] = TaskSet as [Answer]
  const only = { TaskSet: [{ TaskId }], TotalCount: 1, ScrollToken: '' }
  expect(await call('DescribeTasks', { TaskId })).toMatchObject(only)
  for (const none of [{ TaskId, Status: 'WAITING' }, { TaskId: 'nothing' }, { TaskId: await create(2n) }]) {
    expect(await call('DescribeTasks', none)).toMatchObject({ TaskSet: [], TotalCount: 0 })
  }
})

test('a ScrollToken goes with the conditions that it was made with', async () => {
  await create()
  await create()
  const call = domesticCall()
  const { ScrollToken } = await call('DescribeTasks', { Status: 'WAITING', Limit: 1 })
  const other = call('DescribeTasks', { Status: 'FINISH', Limit: 1, ScrollToken })
  await expect(other).rejects.toMatchObject({ code: 'InvalidParameterValue' })
})

test('another account sees none of them', async () => {
  const TaskId = await create(2n)
  const { TaskSet } = await domesticCall()('DescribeTasks', { Limit: 100 })
  expect((TaskSet as Answer[]).map((task) => task['TaskId'])).not.toContain(TaskId)
})

test('without extensions there is neither for AIGC tasks', async () => {
  const TaskId = await create()
  await expect(domesticCall(() => official)('DescribeTasks', {})).rejects.toMatchObject({
    code: 'InvalidAction',
  })
  const refused = domesticCall(() => official)('ManageTask', { OperationType: 'Abort', TaskId })
  await expect(refused).rejects.toMatchObject({ code: 'InvalidAction' })
  expect((await tasks.describe(exampleKey.accountId, TaskId))?.status).toBe('WAIT')
})
