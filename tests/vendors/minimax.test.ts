import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { createMinimaxVendor } from '../../src/vendors/minimax/vendor.ts'
import type { Link } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { type MinimaxSimulator, simulateMinimax } from '../../src/simulators/minimax.ts'
import { callsOf, faultOf, linkTo, pictureBytes } from './linked.ts'

const apiKey = 'sk-the-operators-own-minimax-key'
const vendor = createMinimaxVendor({ apiKey })
const jobs = jobsOf('Hailuo', '2026-08')
const noInputs = { images: [], videos: [], audios: [] }
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]

let simulator: MinimaxSimulator
let link: Link
beforeEach(async () => {
  simulator = await simulateMinimax(apiKey)
  link = linkTo(vendor, simulator.url)
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (changes: Partial<Job> = {}) =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), link)

test('every job is the call that the golden file shows', async () => {
  await expect(callsOf(vendor, jobs)).toMatchFileSnapshot('../../src/vendors/minimax/fixtures/calls.json')
})

describe.each(jobs)('Hailuo $title', ({ job, inputs }) => {
  test('is taken by MiniMax and comes back as a link to the film', async () => {
    expect(vendor.refuses?.(job)).toBeNull()
    const ticket = await vendor.submit(vendor.compose(job, inputs), link)
    const states: string[] = []
    for (;;) {
      const progress = await vendor.check(ticket, link)
      states.push(progress.state)
      if (progress.state !== 'finished') continue
      expect(progress.clips).toEqual([{ url: `${simulator.url}/file/${[...simulator.taken.keys()][0]}.mp4` }])
      break
    }
    expect(states).toEqual(['waiting', 'waiting', 'rendering', 'finished'])
    const [sent] = simulator.taken.values()
    const first = inputs.images.find(({ role }) => role === 'first')
    expect(sent?.first_frame_image).toBe(
      first && `data:image/${first.format};base64,${pictureBytes(first.key).toString('base64')}`,
    )
  })
})

describe('a job', () => {
  test.each([
    [{ resolution: '2K' }, 'MiniMax-Hailuo-02 renders 768P and 1080P, not 2K'],
    [{ mode: 'references' as const }, 'MiniMax-Hailuo-02 does not render from reference images'],
    [{ durationSeconds: 10, resolution: '1080P' }, 'MiniMax-Hailuo-02 renders 6 seconds at 1080P, not 10'],
    [{ watermark: true }, 'the international MiniMax API has no switch for a watermark'],
    [{ additionalParameters: { model: 'x' } }, "AdditionalParameters: model is set by the request's own"],
    [{ prompt: 'x'.repeat(1995), negativePrompt: 'y' }, 'together have 2004 characters; MiniMax takes 2000'],
  ])('that MiniMax cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, version: '02', ...changes }
    expect(vendor.refuses?.(job)).toContain(reason)
    expect(() => vendor.compose(job, noInputs)).toThrow(reason)
  })

  test("asks for the prompt to be rewritten only when the caller does, against MiniMax's default", () => {
    expect(vendor.compose(textJob, noInputs)).toMatchObject({ prompt_optimizer: false })
    expect(vendor.compose({ ...textJob, enhancePrompt: true }, noInputs)).toMatchObject({
      prompt_optimizer: true,
    })
  })

  test('says in the prompt what to avoid', () => {
    expect(vendor.compose({ ...textJob, negativePrompt: 'rain' }, noInputs)).toMatchObject({
      prompt: 'a cat on a skateboard\nAvoid: rain',
    })
  })
})

describe('a submit', () => {
  test.each([
    [1002, 'throttled'],
    [2056, 'throttled'],
    [1004, 'credentials'],
    [1008, 'credentials'],
    [1026, 'moderated'],
    [2013, 'refused'],
    // It may have been taken: it must be looked up, never sent again.
    [1000, 'unknown'],
    [1001, 'unknown'],
    [9999, 'unknown'],
  ])('that is answered with HTTP 200 and code %i is %s', async (code, kind) => {
    simulator.plan('submit', {
      instead: { body: { base_resp: { status_code: code, status_msg: 'words of MiniMax' } } },
    })
    const fault = await faultOf(submit())
    expect(fault).toMatchObject({ kind, message: `minimax: words of MiniMax (${code})` })
  })

  test.each([
    ['a page', { body: '<html><title>Oops</title>Bad gateway</html>', status: 502 }, 'unknown'],
    ['a page with status 200', { body: '<h1>Maintenance</h1>' }, 'unknown'],
    ['nothing', { body: '' }, 'unknown'],
    ['success without a task', { body: { base_resp: { status_code: 0 } } }, 'unknown'],
    ['wrong types', { body: { task_id: {}, base_resp: { status_code: 0 } } }, 'unknown'],
    ['5 MB', { body: { base_resp: 'x'.repeat(5_000_000) } }, 'unknown'],
    ['429', { body: '', status: 429, headers: { 'retry-after': '7' } }, 'throttled'],
    ['403', { body: 'no', status: 403 }, 'credentials'],
    ['a redirect', { body: '', status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 'unknown'],
  ])('that is answered with %s is a fault, never a crash', async (_title, answer, kind) => {
    simulator.plan('submit', { instead: answer })
    const fault = await faultOf(submit())
    expect(fault.kind).toBe(kind)
    expect(fault.message.length).toBeLessThan(500)
    expect(fault.message).not.toContain(apiKey)
  })

  test.each([
    ['the answer is lost', { lost: true as const }],
    ['the answer breaks off', { cutAfterBytes: 10 }],
    ['nobody hears it', { unheard: true as const }],
  ])('is unknown when %s', async (_title, fault) => {
    simulator.plan('submit', fault)
    expect((await faultOf(submit())).kind).toBe('unknown')
  })

  test('with a wrong key is a fault of the credentials', async () => {
    const stranger = createMinimaxVendor({ apiKey: 'wrong' })
    const fault = await faultOf(stranger.submit(stranger.compose(textJob, noInputs), link))
    expect(fault.kind).toBe('credentials')
  })
})

describe('a look', () => {
  test('at a failed render says why in the words of MiniMax', async () => {
    simulator.fates.push({ states: ['Fail'], failure: { code: 1027, words: 'output new_sensitive' } })
    expect(await vendor.check(await submit(), link)).toMatchObject({
      state: 'failed',
      fault: { kind: 'moderated', message: 'minimax: output new_sensitive (1027)' },
    })
  })

  test('at a failed render sees the end of it, whatever the code beside it would mean for a look', async () => {
    simulator.fates.push({ states: ['Fail'], failure: { code: 1033, words: 'system error' } })
    expect(await vendor.check(await submit(), link)).toMatchObject({
      state: 'failed',
      fault: { message: 'minimax: system error (1033)' },
    })
  })

  test('at a render that failed for no reason says that', async () => {
    simulator.fates.push({ states: ['Fail'] })
    expect(await vendor.check(await submit(), link)).toMatchObject({
      state: 'failed',
      fault: { kind: 'refused', message: 'minimax could not render the video.' },
    })
  })

  test('that finds a state which no document names is not an end', async () => {
    simulator.fates.push({ states: ['Polishing', 'Success'] })
    const ticket = await submit()
    expect(await vendor.check(ticket, link)).toEqual({ state: 'rendering', unheardOf: 'polishing' })
    expect(await vendor.check(ticket, link)).toMatchObject({ state: 'finished' })
  })

  test.each([
    ['query', { instead: { body: '<h1>502</h1>', status: 502 } }],
    ['query', { instead: { body: { base_resp: { status_code: 1000, status_msg: 'unknown' } } } }],
    ['retrieve', { instead: { body: { base_resp: { status_code: 0 } } } }],
    ['retrieve', { lost: true as const }],
  ])('whose %s goes wrong may be repeated', async (operation, fault) => {
    simulator.fates.push({ states: ['Success'] })
    const ticket = await submit()
    simulator.plan(operation, fault)
    expect(['unavailable', 'unknown']).toContain((await faultOf(vendor.check(ticket, link))).kind)
    expect(await vendor.check(ticket, link)).toMatchObject({ state: 'finished' })
  })
})
