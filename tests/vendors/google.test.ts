import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { createGoogleVendor, type GoogleSettings } from '../../src/vendors/google/vendor.ts'
import type { Link, Progress, Ticket, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { filmOf } from '../../src/simulators/film-of.ts'
import { type GoogleSimulator, simulateGoogle } from '../../src/simulators/google.ts'
import { callsOf, faultOf, linkTo, pictureBytes } from './linked.ts'

const place = '/v1/projects/p-1/locations/us-central1/publishers/google/models'
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('GV', '2026-08')
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]

let simulator: GoogleSimulator
let vendor: Vendor
let link: Link
const vendorWith = (changes: Partial<GoogleSettings> = {}): Vendor =>
  createGoogleVendor({
    credentials: simulator.serviceAccount,
    project: 'p-1',
    location: 'us-central1',
    storageUri: undefined,
    storageOrigin: simulator.url,
    ...changes,
  })
beforeEach(async () => {
  simulator = await simulateGoogle(place)
  vendor = vendorWith()
  link = linkTo(vendor, simulator.url, '1250000001-AigcVideo-0198')
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
  await expect(callsOf(vendor, jobs)).toMatchFileSnapshot('../../src/vendors/google/fixtures/calls.json')
})

describe.each(jobs)('GV $title', ({ job, inputs }) => {
  test('is taken by Veo, with the bytes of its images', async () => {
    await vendor.submit(vendor.compose(job, inputs), link)
    const sent = JSON.stringify(simulator.taken[0]?.body)
    for (const { key } of inputs.images) expect(sent).toContain(pictureBytes(key).toString('base64'))
    expect(simulator.taken[0]?.body.labels).toEqual({ reelay_task: '1250000001-aigcvideo-0198' })
  })
})

describe('a film', () => {
  test('without a bucket comes inside the answer', async () => {
    const ticket = await submit()
    expect(await watch(ticket)).toEqual({ state: 'finished', clips: [{ inAnswer: 0 }] })
    const film = await filmOf({ seconds: 8, width: 1280, height: 720 })
    expect(Buffer.from(film).equals((await vendor.clipBytes?.(ticket, 0, link)) ?? Buffer.of())).toBe(true)
  })

  test('with a bucket is fetched from there, with our right to it', async () => {
    vendor = vendorWith({ storageUri: 'gs://films/reelay/' })
    const url = `${simulator.url}/storage/v1/b/films/o/${encodeURIComponent('reelay/0/sample_0.mp4')}?alt=media`
    expect(await watch(await submit())).toEqual({ state: 'finished', clips: [{ url, isPrivate: true }] })
    expect(await vendor.clipHeaders?.(link)).toEqual({ authorization: expect.stringMatching(/^Bearer ya29/) })
  })
})

describe('a job', () => {
  test.each([
    [{ resolution: '2K' }, 'Veo renders 720P, 1080P, 4K, not 2K'],
    [{ mode: 'references' as const, prompt: ' ' }, 'Prompt: Veo needs one with reference images'],
    [
      { mode: 'references' as const, aspectRatio: '9:16' },
      'AspectRatio: Veo renders references at 16:9 only',
    ],
    [
      {
        images: [
          {
            parameter: 'ImageInfos.0.ImageUrl',
            role: 'reference' as const,
            url: 'x',
            referenceType: 'style',
          },
        ],
      },
      'ReferenceType: Veo 3.1 takes no reference of a style',
    ],
    [
      { additionalParameters: { storageUri: 'gs://mine' } },
      "storageUri is set by the request's own parameters",
    ],
  ])('that Veo cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(vendor.refuses?.(job)).toContain(reason)
    expect(() => vendor.compose(job, noInputs)).toThrow(reason)
  })

  test('with more image than a request holds is refused once it is seen', () => {
    const { job, inputs } = jobs.find(({ job }) => job.mode === 'frames') as (typeof jobs)[number]
    const images = inputs.images.map((image) => ({ ...image, sizeBytes: 9_000_000 }))
    expect(() => vendor.compose(job, { ...inputs, images })).toThrow('18 MB together, and Veo takes 14')
  })

  test('says that the prompt shall be rewritten only when it shall', () => {
    const parameters = (enhancePrompt: boolean) =>
      JSON.stringify(vendor.compose({ ...textJob, enhancePrompt }, noInputs))
    expect(parameters(true)).toContain('"enhancePrompt":true')
    expect(parameters(false)).not.toContain('enhancePrompt')
  })
})

describe('access', () => {
  test('is fetched once and used for every call', async () => {
    await watch(await submit())
    expect(simulator.asked.filter((name) => name === 'token')).toHaveLength(1)
  })

  test('that was revoked is fetched anew for the next call', async () => {
    const ticket = await submit()
    simulator.revoke()
    expect((await faultOf(vendor.check(ticket, link))).kind).toBe('unavailable')
    expect(await watch(ticket)).toMatchObject({ state: 'finished' })
  })

  test('that was revoked does not end a task that is being submitted; one refused afresh does', async () => {
    await submit()
    simulator.revoke()
    expect((await faultOf(submit())).kind).toBe('unavailable')
    const refusal = { error: { code: 401, status: 'UNAUTHENTICATED', message: 'no' } }
    simulator.plan('submit', { instead: { status: 401, body: refusal } })
    expect((await faultOf(submit())).kind).toBe('credentials')
    expect(await submit()).toBeDefined()
  })

  test('that is refused says for whom, and nothing of the key', async () => {
    simulator.plan('token', { instead: { status: 400, body: { error: 'invalid_grant' } } })
    const fault = await faultOf(submit())
    expect(fault).toMatchObject({ kind: 'credentials' })
    expect(fault.message).toBe(
      'google: no access for reelay@project.iam.gserviceaccount.com: invalid_grant (HTTP 400)',
    )
  })

  test('whose answer is lost has cost nothing, and may be tried again', async () => {
    simulator.plan('token', { lost: true })
    expect((await faultOf(submit())).kind).toBe('unavailable')
    expect(await submit()).toBeDefined()
  })
})

describe('a submit', () => {
  test.each([
    [400, 'INVALID_ARGUMENT', 'words', 'refused'],
    [400, 'INVALID_ARGUMENT', 'words. Support codes: 58061214', 'moderated'],
    [403, 'PERMISSION_DENIED', 'words', 'credentials'],
    [404, 'NOT_FOUND', 'words', 'credentials'],
    [429, 'RESOURCE_EXHAUSTED', 'words', 'throttled'],
    [503, 'UNAVAILABLE', 'words', 'unavailable'],
    // They may have been taken.
    [500, 'INTERNAL', 'words', 'unknown'],
    [504, 'DEADLINE_EXCEEDED', 'words', 'unknown'],
  ])('that is answered with %i %s "%s" is %s', async (code, status, message, kind) => {
    simulator.plan('submit', { instead: { status: code, body: { error: { code, status, message } } } })
    expect(await faultOf(submit())).toMatchObject({ kind, message: `google: ${message} (${status})` })
  })

  test.each([
    ['a page', { instead: { status: 502, body: '<h1>Bad gateway</h1>' } }],
    ['no name', { instead: { body: {} } }],
    ['nothing', { lost: true as const }],
  ])('that is answered with %s is unknown, and cannot be found', async (_title, fault) => {
    simulator.plan('submit', fault)
    expect((await faultOf(submit())).kind).toBe('unknown')
    expect(vendor).not.toHaveProperty('find')
  })
})

describe('an operation that is done', () => {
  test('without a film is an objection to the content', async () => {
    simulator.fates.push({ filtered: ['the prompt shows a celebrity.'] })
    expect(await watch(await submit())).toMatchObject({
      fault: {
        kind: 'moderated',
        message: expect.stringContaining('google withheld the video: the prompt shows'),
      },
    })
  })

  test('with an error says which', async () => {
    simulator.fates.push({ error: { code: 13, message: 'internal trouble' } })
    expect(await watch(await submit())).toMatchObject({
      fault: { kind: 'refused', message: 'google could not render the video: internal trouble' },
    })
    simulator.fates.push({ error: { code: 3, message: 'no. Support codes: 17301594' } })
    expect(await watch(await submit())).toMatchObject({ fault: { kind: 'moderated' } })
  })
})
