import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { createLog } from '../telemetry/log.ts'
import { statement } from './database.ts'
import { countLiveWorkers } from './sql/count-live-workers.ts'
import { openWorkerSession } from './worker-session.ts'

const log = createLog('silent')
let base: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

const join = (executorId: string) =>
  openWorkerSession({
    connection: base.connection,
    log,
    identity: { executorId, host: 'here', processId: 1, version: '0' },
  })
const living = async () => (await base.database.query(countLiveWorkers, []))[0]?.workers
const fence = statement('fence', 'update workers set fenced_at = now() where executor_id = $1')

test('a worker counts as living from its start until it leaves', async () => {
  const one = await join('one')
  const other = await join('other')
  expect(await living()).toBe(2)
  await one.leave()
  expect(await living()).toBe(1)
  await other.leave()
  expect(await living()).toBe(0)
})

test('a worker that was fenced hears of it with its next beat, and stands no more', async () => {
  const one = await join('zombie')
  await one.standing()
  await base.database.query(fence, ['zombie'])
  await expect.poll(() => one.fenced.aborted).toBe(true)
  expect(await Promise.race([one.standing().then(() => 'stands'), Promise.resolve('waits')])).toBe('waits')
  await one.leave()
})
