import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/postgres.ts'
import { temporaryDirectory } from '../../../tests/support/reelay-process.ts'
import { startScriptedWorker } from '../../../tests/support/scripted-worker.ts'
import { catJob } from '../../../tests/support/stories.ts'
import { statement } from '../../database/database.ts'
import { createTaskRegister } from '../../tasks/task-register.ts'
import { type Vendor, VendorFault } from '../../vendors/vendor.ts'

/** The vendor says that it takes sixteen at a time, and takes four. */
const slots = 16
const placesMax = 4
const tasksMade = 24

let base: Awaited<ReturnType<typeof freshDatabase>>
let scratch: Awaited<ReturnType<typeof temporaryDirectory>>
let stop: () => Promise<void>
const paid: string[] = []
let places = 0
let refusals = 0

/** What it renders comes to nothing: this is about how it is sent, not about films. */
const vendor: Vendor = {
  name: 'crowded',
  compose: () => ({}),
  async submit(_call, { clientId }) {
    if (places >= placesMax) {
      refusals++
      throw new VendorFault('throttled', `too many at once (${refusals})`, { retryAfterSeconds: 1 })
    }
    places++
    paid.push(clientId)
    return { id: clientId, looks: 0 }
  },
  async check(ticket) {
    const looks = (looked.get(ticket['id']) ?? 0) + 1
    looked.set(ticket['id'], looks)
    if (looks < 2) return { state: 'rendering' }
    places--
    return { state: 'failed', fault: new VendorFault('refused', 'It shows nothing.') }
  },
}
const looked = new Map<unknown, number>()

beforeAll(async () => {
  base = await freshDatabase()
  scratch = await temporaryDirectory('storm')
  stop = await startScriptedWorker(base.connection, scratch.path, {
    vendor,
    concurrency: { total: slots },
    look: { firstSeconds: 0.05, longestSeconds: 0.2 },
    renderSecondsMax: 60,
  })
})
afterAll(async () => {
  await stop()
  await base.drop()
  await scratch.remove()
})

const countOpen = statement<{ open: number }>(
  'count-open',
  "select count(*)::int as open from tasks where stage not in ('done', 'failed')",
)
const countPutOffs = statement<{ most: number }>(
  'count-put-offs',
  `select max(told)::int as most from (
     select count(*) as told from task_events where kind = 'put-off' group by task_id
   ) as putOffs`,
)
const readReduction = statement<{ reduced: boolean }>(
  'read-reduction',
  'select reduced_at is not null as reduced from vendor_lanes',
)

describe('a vendor that takes fewer than it says', () => {
  test(
    'gets every task once, without a storm of refusals, and nobody fails for it',
    { timeout: 110_000 },
    async () => {
      const register = createTaskRegister(base.database, () => new Date())
      const creation = { appId: 1n, requestId: 'r', request: {}, job: catJob, vendor: 'crowded' }
      const ids = await Promise.all(
        Array.from({ length: tasksMade }, async (_, index) => {
          const { taskId } = await register.create({ ...creation, accountId: BigInt(index % 3) })
          return taskId
        }),
      )
      const open = async () => (await base.database.query(countOpen, []))[0]?.open
      await expect.poll(open, { timeout: 100_000, interval: 200 }).toBe(0)
      expect(paid.toSorted()).toEqual(ids.toSorted())
      // Untamed, sixteen would have asked again every second: each wave twelve refusals.
      expect(refusals).toBeLessThan(2 * tasksMade)
      const [putOffs] = await base.database.query(countPutOffs, [])
      expect(putOffs?.most).toBe(1)
      expect(await base.database.query(readReduction, [])).toEqual([{ reduced: true }])
    },
  )
})
