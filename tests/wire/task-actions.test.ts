import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { createTaskLedger } from '../../src/tasks/task-ledger.ts'
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
  server = await startWireServer({ tasks })
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

test('without extensions there is no ManageTask for AIGC tasks', async () => {
  const TaskId = await create()
  const refused = domesticCall(() => official)('ManageTask', { OperationType: 'Abort', TaskId })
  await expect(refused).rejects.toMatchObject({ code: 'InvalidAction' })
  expect((await tasks.describe(exampleKey.accountId, TaskId))?.status).toBe('WAIT')
})
