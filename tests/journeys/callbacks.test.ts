import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callbackLinksOf } from '../../src/composition/callback-links.ts'
import { createLookout, type Lookout } from '../../src/pipeline/looks/lookout.ts'
import { createLog } from '../../src/telemetry/log.ts'
import { freshDatabase } from '../support/postgres.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { scriptVendor } from '../support/scripted-vendor.ts'
import { catJob } from '../support/stories.ts'

/** An API process that the vendor tells, a database, and here the worker's part that listens and looks. */
const publicUrl = 'https://reelay.example'
const masterKey = randomBytes(32)
const links = callbackLinksOf({ publicUrl }, masterKey)!
const taskId = '1250000001-AigcVideo-0199b2f0c1d27a3e8f4a5b6c7d8e9f00'

let base: Awaited<ReturnType<typeof freshDatabase>>
let directory: Awaited<ReturnType<typeof temporaryDirectory>>
let server: ReelayProcess
let lookout: Lookout
let stopHearing: () => Promise<void>
let isOver = false
const vendor = scriptVendor({
  progress: () => (isOver ? { state: 'finished', clips: [{ path: 'film.mp4' }] } : { state: 'rendering' }),
})

beforeAll(async () => {
  base = await freshDatabase()
  directory = await temporaryDirectory('callbacks')
  server = await startReelay({
    dataDirectory: directory.path,
    environment: {
      REELAY_ROLE: 'api',
      REELAY_DATABASE_URL: base.url,
      REELAY_PUBLIC_URL: publicUrl,
      REELAY_MASTER_KEY: masterKey.toString('hex'),
    },
  })
  lookout = createLookout({
    tools: { store: undefined as never, vendorFetch: undefined as never, now: () => new Date() },
    times: { of: () => null, note: () => undefined },
    log: createLog('silent'),
  })
  stopHearing = await base.database.listen('reelay_callbacks', (told) => lookout.hint(told))
})
afterAll(async () => {
  lookout?.stop()
  await stopHearing?.()
  await server?.stop()
  await base?.drop()
  await directory?.remove()
})

const tell = (url: string) =>
  fetch(url.replace(publicUrl, server.url), { method: 'POST', body: '{"task_status":"succeed"}' })

test('a vendor’s callback has the worker look at once; a forged one does not, and a doubled one does no harm', async () => {
  const entry = {
    vendor,
    concurrency: { total: 1 },
    // Without a callback nobody would look for an hour.
    look: { firstSeconds: 3600, longestSeconds: 3600 },
    renderSecondsMax: 7200,
  }
  const task = { id: taskId, job: catJob, submittedAt: new Date() }
  const watched = lookout.watch({ task, ticket: { id: 'j' }, entry }, new AbortController().signal)

  const url = links.urlFor('scripted', taskId)
  expect((await tell(url.slice(0, -2))).status).toBe(404)
  const early = await tell(url)
  expect([early.status, await early.json()]).toEqual([200, {}])
  await expect.poll(() => vendor.looks()).toBeGreaterThan(0)

  isOver = true
  const answers = await Promise.all([tell(url), tell(url), tell(url)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await watched).toMatchObject({ outcome: 'finished' })
  expect(vendor.looks()).toBeLessThanOrEqual(4)
})
