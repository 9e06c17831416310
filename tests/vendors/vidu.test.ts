import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job, StagedInputs } from '../../src/catalog/job.ts'
import { money } from '../../src/contract/money.ts'
import { createViduVendor } from '../../src/vendors/vidu/vendor.ts'
import type { Link, Progress, Ticket } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { simulateVidu, type ViduSimulator } from '../../src/simulators/vidu.ts'
import { callsOf, faultOf, linkTo } from './linked.ts'

const apiKey = 'vda_the-operators-own-key'
const vendor = createViduVendor({ apiKey })
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('Vidu', '2026-08')
const able = jobs.filter(({ job }) => vendor.refuses?.(job) === null)
const named = (title: string) => able.find((each) => each.title === title) as (typeof able)[number]
const { job: textJob } = named('q2 text 720P')

let simulator: ViduSimulator
let link: Link
beforeEach(async () => {
  simulator = await simulateVidu(apiKey)
  link = linkTo(vendor, simulator.url, '1-AigcVideo-1')
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (changes: Partial<Job> = {}, inputs: StagedInputs = noInputs): Promise<Ticket> =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, inputs), link)

async function watch(ticket: Ticket): Promise<Progress> {
  for (;;) {
    const progress = await vendor.check(ticket, link)
    if (progress.state === 'finished' || progress.state === 'failed') return progress
  }
}

test('every job is the call that the golden file shows', async () => {
  await expect(callsOf(vendor, able)).toMatchFileSnapshot('../../src/vendors/vidu/fixtures/calls.json')
})

describe.each(able)('Vidu $title', ({ job, inputs }) => {
  test('is rendered by Vidu, and can be found', async () => {
    const call = vendor.compose(job, inputs)
    const ticket = await vendor.submit(call, link)
    expect(await vendor.find?.(call, link)).toEqual(ticket)
    const url = `${simulator.url}/films/${simulator.taken[0]?.id}.mp4`
    expect(await watch(ticket)).toEqual({ state: 'finished', clips: [{ url }], cost: money('4', 'credits') })
  })
})

describe('a job', () => {
  const reference = named('q2 references 720P').job
  const [first, last] = named('q2-pro frames 720P').inputs.images
  test.each([
    [{ version: 'q2-pro' }, 'Vidu q2-pro does not render from a text alone; q2, q3-pro, q3-turbo do'],
    [{ resolution: '4K' }, 'Vidu renders 540P, 720P, 1080P, not 4K'],
    [{ mode: 'frames' as const, version: 'q2-pro', durationSeconds: 9 }, '1 to 8 seconds between two frames'],
    [{ ...reference, prompt: '' }, 'Prompt: Vidu needs one with reference images'],
    [{ audio: true }, 'Vidu q2 makes sound from a first frame or from references only'],
    [{ backgroundMusic: true, durationSeconds: 9 }, 'EnableBgm: Vidu adds no music to 9 and 10 seconds'],
    [
      {
        ...reference,
        images: reference.images.map((image, index) =>
          index === 0 ? { ...image, referenceType: 'cat' } : image,
        ),
      },
      'the id of a subject with every image, or with none',
    ],
    [{ additionalParameters: { payload: 'x' } }, "payload is set by the request's own parameters"],
  ])('that Vidu cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(vendor.refuses?.(job)).toContain(reason)
    expect(() => vendor.compose(job, noInputs)).toThrow(reason)
  })

  test('with two frames of different sizes is refused once they are seen', () => {
    const { job } = named('q2-pro frames 720P')
    const images = [first!, { ...last!, width: 600, height: 400 }]
    expect(() => vendor.compose(job, { ...noInputs, images })).toThrow('1280x720 and 600x400 pixels')
  })

  test('names its subjects, with all images of each', async () => {
    const images = reference.images.map((image, index) => ({
      ...image,
      referenceType: index === 0 ? 'cat' : 'dog',
    }))
    const inputs = named('q2 references 720P').inputs.images.map((image, index) => ({
      ...image,
      referenceType: index === 0 ? 'cat' : 'dog',
    }))
    const call = vendor.compose({ ...reference, images }, { ...noInputs, images: inputs })
    expect(call).toMatchObject({ body: { subjects: [{ id: 'cat' }, { id: 'dog' }] } })
    await vendor.submit(call, link)
  })
})

describe('a submit', () => {
  test.each([
    [429, 'QuotaExceeded', 'throttled'],
    [400, 'CreditInsufficient', 'credentials'],
    [400, 'AuditSubmitIllegal', 'moderated'],
    [400, 'FieldInvalid', 'refused'],
    [403, 'Forbidden', 'credentials'],
    [500, 'InternalServiceFailure', 'unknown'],
    [500, 'NeverHeardOf', 'unknown'],
    [400, 'NeverHeardOf', 'refused'],
  ])('that is answered with HTTP %i and %s is %s', async (status, reason, kind) => {
    simulator.plan('submit', {
      instead: { status, body: { code: status, reason, message: 'words of Vidu' } },
    })
    const fault = await faultOf(submit())
    expect(fault.kind).toBe(kind)
    expect(fault.message).toContain('words of Vidu')
  })

  test.each([
    ['a page', { instead: { status: 502, body: '<h1>Bad gateway</h1>' } }],
    ['success without a task', { instead: { body: { state: 'created' } } }],
    ['nothing at all', { lost: true as const }],
  ])('that is answered with %s is unknown', async (_title, fault) => {
    simulator.plan('submit', fault)
    expect((await faultOf(submit())).kind).toBe('unknown')
  })

  test('whose answer was lost is found among others that asked for the same, by its payload', async () => {
    const call = vendor.compose(textJob, noInputs)
    await vendor.submit(call, linkTo(vendor, simulator.url, '1-AigcVideo-another'))
    // Not finding it proves nothing: it must not be sent again.
    expect((await faultOf(vendor.find!(call, link))).kind).toBe('unknown')
    simulator.plan('submit', { lost: true })
    await faultOf(vendor.submit(call, link))
    expect(await vendor.find?.(call, link)).toMatchObject({ taskId: simulator.taken[1]?.id })
  })
})

describe('a look', () => {
  test('at a failed render says why', async () => {
    simulator.fates.push({ states: ['failed'], errorCode: 'CreationPolicyViolation' })
    expect(await watch(await submit())).toMatchObject({
      state: 'failed',
      fault: { kind: 'moderated', message: 'vidu: CreationPolicyViolation' },
    })
  })

  test('takes the film with the mark when one was asked for', async () => {
    const url = `${simulator.url}/films/785000000000000000-marked.mp4`
    expect(await watch(await submit({ watermark: true }))).toEqual({
      state: 'finished',
      clips: [{ url }],
      cost: money('4', 'credits'),
    })
  })

  test('that finds a state which no document names is not an end', async () => {
    simulator.fates.push({ states: ['scheduling', 'success'] })
    expect(await vendor.check(await submit(), link)).toEqual({ state: 'rendering', unheardOf: 'scheduling' })
  })
})

describe('a cancel', () => {
  test('stops a task that has not been scheduled', async () => {
    const ticket = await submit()
    await vendor.cancel?.(ticket, link)
    expect(simulator.taken[0]?.cancelled).toBe(true)
  })

  test('that comes too late says so', async () => {
    const ticket = await submit()
    await watch(ticket)
    const fault = await faultOf(vendor.cancel!(ticket, link))
    expect(fault.message).toBe('vidu: task state is scheduled, can not cancel (BadRequest)')
  })
})
