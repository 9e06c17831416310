import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { statement } from '../database/database.ts'
import { createLanes } from '../tasks/lanes.ts'
import { createTaskLedger } from '../tasks/task-ledger.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import { createLog } from '../telemetry/log.ts'
import { endForsakenTasks } from './forsaken-tasks.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  base = await freshDatabase()
})
afterAll(() => base.drop())

const ageService = statement(
  'age-service',
  'update vendor_lanes set served_at = served_at - make_interval(secs => $2) where vendor = $1',
)

/** A task at a vendor that was served so long ago, and a worker that looks on and serves these. */
async function lookAt(agedSeconds: number, steadySeconds: number, serves: readonly string[]) {
  const { database } = base
  const vendor = `gone-${agedSeconds}-${steadySeconds}-${serves.length}`
  const register = createTaskRegister(database, () => new Date())
  const creation = { accountId: 1n, appId: 1n, requestId: 'r', request: {}, job: {} as never, vendor }
  const { taskId } = await register.create(creation)
  await createLanes(database).register([{ vendor, concurrency: { total: 1 } }])
  await database.query(ageService, [vendor, agedSeconds])
  await endForsakenTasks({
    database,
    ledger: createTaskLedger(database),
    session: { executorId: 'w', steadySeconds: () => steadySeconds },
    vendors: serves.map(() => vendor),
    log: createLog('silent'),
  })
  return register.describe(1n, taskId)
}

test('A task whose vendor no worker has served for an hour ends with the truth', async () => {
  expect(await lookAt(3700, 3600, [])).toMatchObject({
    status: 'FAIL',
    message: expect.stringMatching(/^The vendor gone\S* is no longer configured on this server\.$/),
  })
})

test.each([
  ['whose vendor was served lately', 3000, 3600, []],
  ['of a vendor that the judge itself serves', 3700, 3600, ['this']],
  ['while the judge has not seen others long enough', 3700, 60, []],
])('A task %s is left alone', async (_what, agedSeconds, steadySeconds, serves) => {
  expect(await lookAt(agedSeconds, steadySeconds, serves)).toMatchObject({ status: 'WAIT' })
})
