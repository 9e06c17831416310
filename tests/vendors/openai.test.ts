import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { createOpenAiVideosVendor, type OpenAiVideosSettings } from '../../src/vendors/openai/vendor.ts'
import type { Link, Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { type OpenAiSimulator, simulateOpenAiVideos } from '../../src/simulators/openai.ts'
import { callsOf, faultOf, linkTo, pictureBytes } from './linked.ts'

const apiKey = 'sk-the-operators-own-key'
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('OS', '2026-01-08')
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]

let simulator: OpenAiSimulator
let vendor: Vendor
let link: Link
const vendorWith = (changes: Partial<OpenAiVideosSettings> = {}): Vendor =>
  createOpenAiVideosVendor({ apiKey, baseUrl: simulator.url, model: 'sora-2', textAs: 'json', ...changes })
beforeEach(async () => {
  simulator = await simulateOpenAiVideos(apiKey)
  vendor = vendorWith()
  link = linkTo(vendor, simulator.url)
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (changes: Partial<Job> = {}): Promise<Ticket> =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), link)

async function watch(ticket: Ticket): Promise<Progress> {
  for (;;) {
    const progress = await vendor.check(ticket, link)
    if (progress.state === 'finished' || progress.state === 'failed') return progress
  }
}

test('every job is the call that the golden file shows', async () => {
  await expect(callsOf(vendor, jobs)).toMatchFileSnapshot('../../src/vendors/openai/fixtures/calls.json')
})

describe.each(jobs)('OS $title', ({ job, inputs }) => {
  test.each(['json', 'form'] as const)('is rendered, with a text sent as %s', async (textAs) => {
    const ticket = await vendorWith({ textAs }).submit(vendor.compose(job, inputs), link)
    const [video] = simulator.taken
    const [first] = inputs.images
    expect(video?.file?.bytes).toEqual(first && pictureBytes(first.key))
    const url = `${simulator.url}/videos/${video?.id}/content`
    expect(await watch(ticket)).toEqual({ state: 'finished', clips: [{ url, isPrivate: true }] })
    expect(await vendor.clipHeaders?.(link)).toEqual({ authorization: `Bearer ${apiKey}` })
  })
})

describe('a job', () => {
  test.each([
    [{ audio: false }, 'EnableAudio: the OpenAI Videos API has no switch for silence'],
    [{ resolution: '1080P' }, 'the OpenAI Videos API renders 720P, not 1080P'],
    [{ mode: 'frames' as const }, 'renders from a text or a first frame'],
    [{ aspectRatio: '1:1' }, 'renders 16:9 and 9:16, not 1:1'],
    [{ additionalParameters: { size: '1x1' } }, "size is set by the request's own parameters"],
  ])('that this API cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(vendor.refuses?.(job)).toContain(reason)
    expect(() => vendor.compose(job, noInputs)).toThrow(reason)
  })
})

describe('a submit', () => {
  test.each([
    ['another key', 401, { error: { message: 'words', code: 'invalid_api_key' } }, 'credentials'],
    ['a full house', 429, { error: { message: 'Too many running tasks', code: null } }, 'throttled'],
    ['no money', 429, { error: { message: 'words', code: 'insufficient_quota' } }, 'credentials'],
    ['an objection', 400, { error: { message: 'words', code: 'moderation_blocked' } }, 'moderated'],
    ['a wrong value', 400, { error: { message: 'words', type: 'invalid_request_error' } }, 'refused'],
    ['no such model', 404, { error: { message: 'words' } }, 'refused'],
    ['the words of FastAPI', 422, { detail: 'words' }, 'refused'],
    ['a complaint with status 200', 200, { error: { message: 'words' } }, 'refused'],
    ['a bare text with status 200', 200, { error: 'words' }, 'refused'],
    // They may have been taken.
    ['a broken server', 500, { error: { message: 'words', type: 'server_error' } }, 'unknown'],
    ['a page', 502, '<h1>words</h1>', 'unknown'],
    ['a page with status 200', 200, '<h1>words</h1>', 'unknown'],
    ['no id', 200, { object: 'video', words: 1 }, 'unknown'],
  ])('that meets %s is a fault of the right kind', async (_title, status, body, kind) => {
    simulator.plan('submit', { instead: { status, body } })
    const fault = await faultOf(submit())
    expect(fault.kind).toBe(kind)
    expect(fault.message).toMatch(/words|Too many/)
    expect(fault.message).not.toContain(apiKey)
  })

  test('whose answer is lost is unknown: equal prompts could not be told apart', async () => {
    simulator.plan('submit', { lost: true })
    expect((await faultOf(submit())).kind).toBe('unknown')
    expect(vendor).not.toHaveProperty('find')
  })
})

describe('a look', () => {
  test.each([
    [{ code: 'moderation_blocked', message: 'blocked' }, 'moderated', 'blocked (moderation_blocked)'],
    [{ code: 'server_error', message: 'oops' }, 'refused', 'oops (server_error)'],
    ['a bare text', 'refused', 'a bare text'],
  ])('at a failed render says why: %o', async (error, kind, words) => {
    simulator.fates.push({ states: ['failed'], error })
    expect(await watch(await submit())).toMatchObject({
      state: 'failed',
      fault: { kind, message: `openai could not render the video: ${words}.` },
    })
  })

  test('takes a link that the server gives, and no key to another origin', async () => {
    simulator.fates.push({ extra: { metadata: { url: 'https://cdn.example.com/v.mp4' } } })
    const clips = [{ url: 'https://cdn.example.com/v.mp4' }]
    expect(await watch(await submit())).toEqual({ state: 'finished', clips })
  })

  test.each([
    ['done', 'finished'],
    ['Succeeded', 'finished'],
    ['error', 'failed'],
    ['expired', 'failed'],
    ['not_start', 'waiting'],
  ])('knows what compatible servers say: %s is %s', async (said, state) => {
    simulator.fates.push({ states: [said] })
    expect((await vendor.check(await submit(), link)).state).toBe(state)
  })

  test('that finds a state which no document names is not an end', async () => {
    simulator.fates.push({ states: ['dreaming'] })
    expect(await vendor.check(await submit(), link)).toEqual({
      state: 'rendering',
      percent: 0,
      unheardOf: 'dreaming',
    })
  })
})
