import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { createTokenHubVendor } from '../../src/vendors/hunyuan/tokenhub.ts'
import { createVclmVendor } from '../../src/vendors/hunyuan/vclm.ts'
import type { Link, Progress, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { type HunyuanSimulator, simulateHunyuan } from '../../src/simulators/hunyuan.ts'
import { callsOf, faultOf, linkTo } from './linked.ts'

const key = { secretId: 'AKIDvclm', secretKey: 'the-secret-of-vclm' }
const region = 'ap-guangzhou'
const apiKey = 'the-key-of-tokenhub'
const noInputs = { images: [], videos: [], audios: [] }
const jobs = jobsOf('Hunyuan', '2026-01-08')
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]
const doors = ['vclm', 'tokenhub'] as const

let simulator: HunyuanSimulator
let vendors: Readonly<Record<(typeof doors)[number], Vendor>>
let link: Link
beforeEach(async () => {
  simulator = await simulateHunyuan({ ...key, service: 'vclm', version: '2024-05-23', region }, apiKey)
  vendors = {
    vclm: createVclmVendor({ digest: nodeDigest, key, host: new URL(simulator.url).host, region }),
    tokenhub: createTokenHubVendor({ apiKey, queryPath: '/v1/api/video/query' }),
  }
  link = linkTo(vendors.vclm, simulator.url)
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

async function render(vendor: Vendor, changes: Partial<Job> = {}): Promise<Progress> {
  const ticket = await vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), link)
  for (;;) {
    const progress = await vendor.check(ticket, link)
    if (progress.state === 'finished' || progress.state === 'failed') return progress
  }
}

test.each(doors)('every job is the call for %s that the golden file shows', async (door) => {
  const file = `../../src/vendors/hunyuan/fixtures/${door}-calls.json`
  await expect(callsOf(vendors[door], jobs)).toMatchFileSnapshot(file)
})

describe.each(jobs)('Hunyuan $title', ({ job, inputs }) => {
  test.each(doors)('is rendered by %s', async (door) => {
    const vendor = vendors[door]
    expect(vendor.refuses?.(job)).toBeNull()
    const ticket = await vendor.submit(vendor.compose(job, inputs), link)
    const states = []
    for (let looks = 0; looks < 3; looks++) states.push((await vendor.check(ticket, link)).state)
    expect(states).toEqual(['waiting', 'rendering', 'finished'])
  })
})

describe('a job', () => {
  test.each([
    [{ prompt: 'x'.repeat(180), negativePrompt: 'y'.repeat(20) }, 'have 208 characters; vclm takes 200'],
    [{ aspectRatio: '1:1' }, 'AspectRatio: vclm renders 16:9 only, not 1:1'],
    [{ mode: 'image' as const, prompt: '' }, 'Prompt: vclm wants one with an image too'],
    [{ resolution: '4K' }, 'Hunyuan renders 720P, not 4K'],
  ])('that vclm cannot do is refused with the reason: %o', (changes: Partial<Job>, reason) => {
    const job = { ...textJob, ...changes }
    expect(vendors.vclm.refuses?.(job)).toContain(reason)
    expect(() => vendors.vclm.compose(job, noInputs)).toThrow(reason)
  })

  test.each([
    [{ sizeBytes: 6_500_000 }, 'ImageUrl: vclm takes images of at most 6 MB'],
    [{ width: 40 }, 'sides of 50 to 5000 pixels'],
    [{ width: 4000, height: 900 }, 'shapes up to 4:1'],
  ])('with an image that vclm does not take is refused once it is seen: %o', (changes, reason) => {
    const { job, inputs } = jobs.find(({ job }) => job.mode === 'image') as (typeof jobs)[number]
    const images = inputs.images.map((image) => ({ ...image, ...changes }))
    expect(() => vendors.vclm.compose(job, { ...inputs, images })).toThrow(reason)
  })

  test('of TokenHub has a field for what to avoid', () => {
    const call = vendors.tokenhub.compose({ ...textJob, negativePrompt: 'rain' }, noInputs)
    expect(call).toMatchObject({ prompt: textJob.prompt, negative_prompt: 'rain' })
  })
})

describe('a submit', () => {
  test.each([
    ['RequestLimitExceeded.JobNumExceed', 'throttled'],
    ['FailedOperation.JobQueueFull', 'throttled'],
    ['FailedOperation.TextModerationNotPass', 'moderated'],
    ['FailedOperation.ImageDecodeFailed', 'refused'],
    ['InvalidParameterValue.UrlIllegal', 'refused'],
    ['ResourceUnavailable.InArrears', 'credentials'],
    ['AuthFailure.SecretIdNotFound', 'credentials'],
    // They may have been taken.
    ['FailedOperation.InnerError', 'unknown'],
    ['InternalError', 'unknown'],
  ])('that vclm answers with %s is %s', async (Code, kind) => {
    simulator.plan('vclm', {
      instead: { body: { Response: { Error: { Code, Message: 'words' }, RequestId: 'r' } } },
    })
    expect(await faultOf(render(vendors.vclm))).toMatchObject({ kind, message: `hunyuan: words (${Code})` })
  })

  test.each([
    ['vclm', 'vclm'],
    ['tokenhub', 'submit'],
  ] as const)('by %s whose answer is lost is unknown, and cannot be found', async (door, operation) => {
    simulator.plan(operation, { lost: true })
    expect((await faultOf(render(vendors[door]))).kind).toBe('unknown')
    expect(vendors[door]).not.toHaveProperty('find')
  })

  test('with a wrong key is a fault of the credentials', async () => {
    const host = new URL(simulator.url).host
    const wrong = { ...key, secretKey: 'another' }
    const stranger = createVclmVendor({ digest: nodeDigest, key: wrong, host, region })
    expect((await faultOf(render(stranger))).kind).toBe('credentials')
    const other = createTokenHubVendor({ apiKey: 'another', queryPath: '/q' })
    expect((await faultOf(render(other))).kind).toBe('credentials')
  })
})

describe('a look', () => {
  test('at a failed render says why', async () => {
    const errorCode = 'FailedOperation.ModerationFailed'
    simulator.fates.push({ states: ['FAIL'], errorCode, words: 'not that' })
    expect(await render(vendors.vclm)).toMatchObject({
      fault: { kind: 'moderated', message: `hunyuan: not that (${errorCode})` },
    })
    simulator.fates.push({ states: ['failed'], words: 'not that either' })
    expect(await render(vendors.tokenhub)).toMatchObject({ fault: { message: 'hunyuan: not that either.' } })
  })
})
