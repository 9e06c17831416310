import { expect, test } from 'vitest'
import { StatementLost } from '../../src/database/connection-loss.ts'
import { createTaskRegister } from '../../src/tasks/task-register.ts'
import type { Database } from '../../src/database/database.ts'
import { exchange } from './raw-exchange.ts'
import { tc3Request, wireBytes } from './signed-requests.ts'
import { startWireServer } from './wire-server.ts'

const create = () => wireBytes(tc3Request({ body: JSON.stringify({ Prompt: 'a lighthouse' }) }))
const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
  code: 'ECONNREFUSED',
  syscall: 'connect',
})

/** A register whose database fails as told, or answers with nothing when told nothing. */
function registerThat(fails: { error: Error | null }) {
  const never = () => Promise.reject(new Error('not used by a register'))
  const database: Database = {
    query: async () => (fails.error === null ? [] : Promise.reject(fails.error)),
    transaction: never,
    listen: never,
  }
  return createTaskRegister(database, () => new Date())
}

const silent = () => undefined

async function startOutage(error: Error) {
  const fails: { error: Error | null } = { error }
  const told: { level: 'info' | 'error'; message: string }[] = []
  const tell = (level: 'info' | 'error') => (_fields: object, message: string) => {
    if (message.includes('database')) told.push({ level, message })
  }
  const server = await startWireServer({
    tasks: registerThat(fails),
    log: { debug: silent, info: tell('info'), warn: silent, error: tell('error') },
  })
  const ask = async () => {
    const answer = await exchange(server.port, create())
    expect(answer.statusLine).toBe('HTTP/1.1 200 OK')
    const { Response: response } = JSON.parse(answer.body)
    expect(response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
    return response
  }
  return { ask, fails, told, close: () => server.close() }
}

test('without a database a create is told that nothing was done and to try again', async () => {
  const outage = await startOutage(refused)
  expect((await outage.ask()).Error).toEqual({
    Code: 'ServiceUnavailable',
    Message: 'The service cannot reach its database now. Nothing was done, please try again.',
  })
  await outage.close()
})

test('a create whose outcome is not known is told so, and which task to look for', async () => {
  const outage = await startOutage(new StatementLost(new Error('Connection terminated unexpectedly')))
  const { Error: error } = await outage.ask()
  expect(error.Code).toBe('ServiceUnavailable')
  expect(error.Message).toMatch(
    /^The service lost its database while it wrote the task down, so it is not known whether the task exists\. Ask DescribeAigcVideoTask for `1250000001-AigcVideo-[0-9a-f]{32}`: if there is no such task, nothing was done, and you can create it again\.$/,
  )
  await outage.close()
})

test('an outage is logged when it begins and when it ends, however many requests it costs', async () => {
  const outage = await startOutage(refused)
  for (let index = 0; index < 5; index++) await outage.ask()
  outage.fails.error = null
  expect(await outage.ask()).toHaveProperty('TaskId')
  expect(await outage.ask()).toHaveProperty('TaskId')
  outage.fails.error = refused
  await outage.ask()
  expect(outage.told).toEqual([
    { level: 'error', message: 'the database is away: requests are refused' },
    { level: 'info', message: 'the database answers again' },
    { level: 'error', message: 'the database is away: requests are refused' },
  ])
  await outage.close()
})

test('a failure of another kind stays an InternalError', async () => {
  const outage = await startOutage(new Error('duplicate key value violates unique constraint'))
  expect((await outage.ask()).Error.Code).toBe('InternalError')
  await outage.close()
})
