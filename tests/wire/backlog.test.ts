import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccessKey } from '../../src/accounts/accounts.ts'
import { createBacklog } from '../../src/tasks/backlog.ts'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import { type FreshDatabase, freshDatabase } from '../support/postgres.ts'
import { exchange } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { exampleKey, startWireServer, type WireServer } from './wire-server.ts'

let key: AccessKey = exampleKey
let base: FreshDatabase
let server: WireServer
beforeAll(async () => {
  base = await freshDatabase()
  server = await startWireServer({
    accounts: { keyOf: async () => key, noteUse: () => undefined },
    tasks: createTaskRegister(base.database, () => new Date()),
    backlog: createBacklog(base.database),
    unfinishedMax: 2,
    extensionTools: {
      fingerprint: (text) => text,
      sealSigningKey: () => new Uint8Array(),
      objectionToLink: () => null,
      price: () => null,
    },
  })
})
afterAll(async () => {
  await server.close()
  await base.drop()
})

async function create(headers: Readonly<Record<string, string>> = {}) {
  const request = tc3Request({ body: '{"Prompt":"a cat"}', headers })
  const { body } = await exchange(server.port, wireBytes(request))
  return JSON.parse(body).Response
}

test('an account that has as many unfinished tasks as it may have is refused, in its language', async () => {
  key = { ...exampleKey, accountId: 1n }
  const first = await create({ 'idempotency-key': 'one' })
  await create()
  expect((await create()).Error).toEqual({
    Code: 'LimitExceeded.CreateTask',
    Message:
      'Too many tasks are running: the account has `2` that have not ended, and its limit is `2`. Please try again when some have ended, or cancel some.',
  })
  expect((await create({ 'x-tc-language': 'zh-CN' })).Error.Message).toBe(
    '正在执行的任务过多：该账号有 `2` 个未结束的任务，上限为 `2`。请等待部分任务结束或取消部分任务后重试。',
  )
  // A create that was answered is answered again.
  expect((await create({ 'idempotency-key': 'one' })).TaskId).toBe(first.TaskId)
  expect((await create({ 'idempotency-key': 'two' })).Error.Code).toBe('LimitExceeded.CreateTask')
})

test('a bound of the account itself is the one that counts, and 0 is none', async () => {
  key = { ...exampleKey, accountId: 2n, unfinishedMax: 1 }
  expect((await create()).TaskId).toBeDefined()
  expect((await create()).Error.Message).toContain('limit is `1`')
  key = { ...exampleKey, accountId: 3n, unfinishedMax: 0 }
  for (let made = 0; made < 3; made++) expect((await create()).TaskId).toBeDefined()
})
