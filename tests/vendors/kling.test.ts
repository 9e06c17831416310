import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { type Money, money } from '../../src/contract/money.ts'
import { textAt } from '../../src/vendors/answer.ts'
import { accessToken } from '../../src/vendors/kling/access-token.ts'
import { createKlingVendor } from '../../src/vendors/kling/vendor.ts'
import type { Link, Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { type KlingSimulator, simulateKling } from '../../src/simulators/kling.ts'
import { callsOf, faultOf, linkTo } from './linked.ts'

const keys = { apiKey: 'the-api-key', accessKey: 'AK_TEST', secretKey: 'SK_TEST' }
const { apiKey, ...pair } = keys
const vendors = {
  new: createKlingVendor({ credentials: { apiKey }, retiredModels: true }),
  legacy: createKlingVendor({ credentials: pair, retiredModels: true }),
}
const careful = createKlingVendor({ credentials: { apiKey }, retiredModels: false })
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('Kling', '2026-08')
const [{ job: textJob }] = jobs.filter(({ title }) => title === '2.6 text 720P') as [(typeof jobs)[number]]
/** What the contract takes and Kling does not render is refused; the rest is rendered. */
const able = jobs.filter(({ job }) => vendors.new.refuses?.(job) === null)

/** What the simulators bill: the later API in money, the older one in units of a package. */
const costs: Readonly<Record<string, Money>> = { new: money('0.21', 'USD'), legacy: money('2', 'units') }

let simulator: KlingSimulator
let link: Link
beforeEach(async () => {
  simulator = await simulateKling(keys)
  link = linkTo(careful, simulator.url, '1-AigcVideo-1')
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (vendor: Vendor, changes: Partial<Job> = {}): Promise<Ticket> =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), link)

async function watch(vendor: Vendor, ticket: Ticket): Promise<Progress> {
  for (;;) {
    const progress = await vendor.check(ticket, link)
    if (progress.state === 'finished' || progress.state === 'failed') return progress
  }
}

test.each(Object.entries(vendors))(
  'every job is the %s call that the golden file shows',
  async (api, vendor) => {
    await expect(callsOf(vendor, able)).toMatchFileSnapshot(
      `../../src/vendors/kling/fixtures/${api}-calls.json`,
    )
  },
)

describe.each(able)('Kling $title', ({ job, inputs }) => {
  test.each(Object.entries(vendors))('is rendered by the %s API, and can be found', async (_api, vendor) => {
    const call = vendor.compose(job, inputs)
    const ticket = await vendor.submit(call, link)
    expect(await vendor.find?.(call, link)).toEqual(ticket)
    const url = `${simulator.url}/films/${simulator.taken[0]?.id}.mp4`
    expect(await watch(vendor, ticket)).toEqual({
      state: 'finished',
      clips: [{ url }],
      cost: costs[textAt(ticket, 'api')],
    })
  })
})

describe('a job', () => {
  test.each([
    [{ version: '2.0', resolution: '720P' }, 'reported as withdrawn by its vendor since 2026-09-15'],
    [{ version: '2.0', resolution: '720P' }, 'ModelVersion 2.6 or 2.5 renders the same request'],
    [{ version: '2.1', mode: 'frames' as const }, 'ModelVersion 3.0 renders between two frames'],
    [{ version: '2.1', mode: 'frames' as const, edition: '2026-01-08' }, 'ask for ModelName Vidu'],
    [{ version: 'O1', audio: true }, 'Kling O1 makes no sound'],
    [{ offPeak: true }, 'OffPeak: Kling has no cheaper hours'],
    [{ additionalParameters: { cfg_scale: 1 } }, 'cfg_scale is nothing that Kling 2.6 takes here'],
    [{ version: '2.6', resolution: '2K' }, 'Kling 2.6 renders 720P and 1080P, not 2K'],
    [{ version: '2.6', audio: true }, 'Kling 2.6 makes sound at 1080P only'],
    [{ version: 'O1', durationSeconds: 7 }, 'Kling O1 renders 5 or 10 seconds from a text'],
    [{ version: '3.0', mode: 'references' as const }, 'Kling 3.0 does not render from reference images'],
    [{ sceneType: 'lip_sync' }, "Reelay does not speak to Kling's lip_sync yet"],
    [{ additionalParameters: { camera_control: {} } }, 'camera_control has no live Kling model'],
    [{ additionalParameters: { settings: {} } }, "settings is set by the request's own parameters"],
    [{ prompt: 'x'.repeat(2000), negativePrompt: 'y'.repeat(600) }, 'have 2608 characters; Kling takes 2500'],
  ])('that Kling cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(careful.refuses?.(job)).toContain(reason)
    expect(() => careful.compose(job, noInputs)).toThrow(reason)
  })

  test('with a watermark gets the film that has one', async () => {
    const ticket = await submit(careful, { watermark: true })
    const url = `${simulator.url}/films/${simulator.taken[0]?.id}-marked.mp4`
    expect(await watch(careful, ticket)).toEqual({ state: 'finished', clips: [{ url }], cost: costs['new'] })
  })

  test('of the seed edition asks for sound in AdditionalParameters, and Kling is asked in its own way', () => {
    const additionalParameters = { sound: 'on' }
    const job = { ...textJob, resolution: '1080P', audio: true, additionalParameters }
    expect(careful.compose(job, noInputs)).toMatchObject({ body: { settings: { audio: 'native' } } })
    expect(JSON.stringify(careful.compose(job, noInputs))).not.toContain('sound')
    expect(vendors.legacy.compose(job, noInputs)).toMatchObject({ body: { sound: 'on' } })
  })

  test('is one shot unless several are asked for', () => {
    const compose = (additionalParameters: Job['additionalParameters']) =>
      careful.compose({ ...textJob, version: '3.0', additionalParameters }, noInputs)
    expect(compose({})).toMatchObject({ body: { settings: { multi_shot: false } } })
    expect(compose({ multi_shot: true })).toMatchObject({ body: { settings: { multi_shot: true } } })
  })
})

describe('an access token', () => {
  test('is the one that was computed by hand for this moment', () => {
    // vendors-kling-vidu-hailuo.md 3.2: exp 1700001800, nbf 1699999995.
    expect(accessToken(pair, new Date(1_700_000_000_000))).toBe(
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJBS19URVNUIiwiZXhwIjoxNzAwMDAxODAwLCJuYmYiOjE2OTk5OTk5OTV9.6L4y5-2k74trk6jmaKXDAvqPATo_9aKYSk-HhIQYesk',
    )
  })

  test('of an account without an API key opens the legacy API only', async () => {
    const call = careful.compose(textJob, noInputs)
    expect((await faultOf(vendors.legacy.submit(call, link))).kind).toBe('credentials')
    expect(await submit(vendors.legacy)).toMatchObject({ api: 'legacy', path: '/v1/videos/text2video' })
  })
})

describe('a submit', () => {
  test.each([
    [429, 1303, 'throttled'],
    [429, 1302, 'throttled'],
    // Permanent, although they come as 429.
    [429, 1101, 'credentials'],
    [429, 1304, 'credentials'],
    [401, 1002, 'credentials'],
    [401, 1004, 'unavailable'],
    [400, 1201, 'refused'],
    [404, 1203, 'refused'],
    [400, 1301, 'moderated'],
    // They may have been taken.
    [500, 5000, 'unknown'],
    [503, 5001, 'unknown'],
    [504, 5002, 'unknown'],
    [418, 7777, 'refused'],
  ])('that is answered with HTTP %i and code %i is %s', async (status, code, kind) => {
    simulator.plan('submit', { instead: { status, body: { code, message: 'words of Kling' } } })
    const fault = await faultOf(submit(careful))
    expect(fault.kind).toBe(kind)
    expect(fault.message).toContain('words of Kling')
  })

  test('says when to come back', async () => {
    simulator.plan('submit', {
      instead: { status: 429, headers: { 'retry-after': '30' }, body: { code: 1303, message: 'm' } },
    })
    expect((await faultOf(submit(careful))).detail).toEqual({ upstreamCode: '1303', retryAfterSeconds: 30 })
  })

  test.each([
    ['a page', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['success without a task', { body: { code: 0, data: {} } }],
    ['wrong types', { body: { code: 0, data: { id: [1] } } }],
    ['nothing', { body: '' }],
  ])('that is answered with %s is unknown', async (_title, answer) => {
    simulator.plan('submit', { instead: answer })
    const fault = await faultOf(submit(careful))
    expect(fault.kind).toBe('unknown')
    expect(fault.message).not.toContain(apiKey)
  })

  test.each(Object.entries(vendors))(
    'whose answer was lost is found by its name, in the %s API',
    async (_api, vendor) => {
      const call = vendor.compose(textJob, noInputs)
      expect(await vendor.find?.(call, link)).toBeNull()
      simulator.plan('submit', { lost: true })
      simulator.plan('submit-legacy', { lost: true })
      expect((await faultOf(vendor.submit(call, link))).kind).toBe('unknown')
      expect(await vendor.find?.(call, link)).toMatchObject({ taskId: simulator.taken[0]?.id })
      expect(simulator.taken).toHaveLength(1)
    },
  )
})

describe('a look', () => {
  test('at a failed render says why in the words of Kling', async () => {
    simulator.fates.push({ states: ['failed'], words: 'risk control' })
    expect(await watch(careful, await submit(careful))).toMatchObject({
      state: 'failed',
      fault: { kind: 'refused', message: 'kling could not render the video: risk control.' },
    })
  })

  test('that finds a state which no document names is not an end', async () => {
    simulator.fates.push({ states: ['reviewing', 'succeeded'] })
    const ticket = await submit(careful)
    expect(await careful.check(ticket, link)).toEqual({ state: 'rendering', unheardOf: 'reviewing' })
  })

  test('that does not show the task may be repeated', async () => {
    const ticket = await submit(careful)
    simulator.plan('query', { instead: { body: { code: 0, data: [] } } })
    expect((await faultOf(careful.check(ticket, link))).kind).toBe('unavailable')
    expect(await watch(careful, ticket)).toMatchObject({ state: 'finished' })
  })
})

describe('a look at many', () => {
  test('is one call for those of the new API, one each for the others, and null for what is not shown', async () => {
    const tickets = [await submit(careful), await submit(vendors.legacy), await submit(careful)]
    const unknown = { ...tickets[0], taskId: '1' }
    const before = simulator.asked.length
    const answers = await careful.checkMany?.([...tickets, unknown], link)
    expect(answers).toEqual([{ state: 'waiting' }, { state: 'waiting' }, { state: 'waiting' }, null])
    expect(simulator.asked.slice(before)).toEqual(['query', 'query-legacy'])
  })

  test('that is refused as a whole says so', async () => {
    const ticket = await submit(careful)
    simulator.plan('query', { instead: { status: 429, body: { code: 1302, message: 'too fast' } } })
    expect((await faultOf(careful.checkMany!([ticket], link))).kind).toBe('throttled')
  })
})

test('Kling is told where to tell of changes, when there is such a place', async () => {
  const callbackUrl = 'https://reelay.example/callbacks/kling/1/mac'
  await vendors.new.submit(vendors.new.compose(textJob, noInputs), { ...link, callbackUrl })
  await vendors.legacy.submit(vendors.legacy.compose(textJob, noInputs), { ...link, callbackUrl })
  expect(simulator.taken.map(({ body }) => body)).toMatchObject([
    { options: { callback_url: callbackUrl } },
    { callback_url: callbackUrl },
  ])
})
