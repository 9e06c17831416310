import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job } from '../../src/catalog/job.ts'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { createTencentVendor } from '../../src/vendors/tencent/vendor.ts'
import type { Link, Vendor } from '../../src/vendors/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { simulateTencent, type TencentSimulator } from '../../src/simulators/tencent.ts'
import { callsOf, faultOf, linkTo } from './linked.ts'

const key = { secretId: 'AKIDmps', secretKey: 'the-secret-of-mps' }
const noInputs = { images: [], videos: [], audios: [] }
const editions = ['2026-01-08', '2026-08'] as const
const families = ['Hunyuan', 'Hailuo', 'Kling', 'Vidu', 'OS', 'GV']
const jobs = [
  ...families.flatMap((family) => jobsOf(family, '2026-01-08')),
  ...['Kling', 'Vidu', 'H2', 'Mingmou'].flatMap((family) => jobsOf(family, '2026-08')),
].map((named) => ({ ...named, title: `${named.job.edition} ${named.job.family} ${named.title}` }))
const [{ job: textJob }] = jobs as [(typeof jobs)[number]]

let simulator: TencentSimulator
let vendor: Vendor
let link: Link
beforeEach(async () => {
  simulator = await simulateTencent({ ...key, service: 'mps', version: '2019-06-12' })
  vendor = createTencentVendor({ digest: nodeDigest, key, host: new URL(simulator.url).host })
  link = linkTo(vendor, simulator.url)
})
afterEach(async () => {
  await simulator.close()
  expect(simulator.complaints).toEqual([])
})

const submit = (changes: Partial<Job> = {}) =>
  vendor.submit(vendor.compose({ ...textJob, ...changes }, noInputs), link)

test.each(editions)('every job of %s is the request that the golden file shows', async (edition) => {
  const file = `../../src/vendors/tencent/fixtures/${edition}-requests.json`
  const own = jobs.filter(({ job }) => job.edition === edition)
  await expect(callsOf(vendor, own)).toMatchFileSnapshot(file)
})

test.each(jobs)('$title is a request that the real service knows', async ({ job, inputs }) => {
  await vendor.submit(vendor.compose(job, inputs), link)
  expect(simulator.taken[0]?.body).toMatchObject({ ModelName: job.family, Duration: job.durationSeconds })
})

describe('a task', () => {
  test('goes the way of the contract', async () => {
    const ticket = await submit()
    const states = []
    for (let looks = 0; looks < 3; looks++) states.push((await vendor.check(ticket, link)).state)
    expect(states).toEqual(['waiting', 'rendering', 'finished'])
  })

  test('that failed there says why in its words', async () => {
    simulator.fates.push({ states: ['FAIL'], words: 'the picture is not allowed' })
    expect(await vendor.check(await submit(), link)).toMatchObject({
      state: 'failed',
      fault: { message: 'tencent: the picture is not allowed' },
    })
  })

  test('passes on the parameters that the contract has no member for', async () => {
    await submit({ additionalParameters: { camera_control: { type: 'simple' } } })
    expect(simulator.taken[0]?.body.AdditionalParameters).toBe('{"camera_control":{"type":"simple"}}')
  })

  test('with an image that was uploaded here is refused: the real service could not fetch it', () => {
    const url = `http://127.0.0.1:9000/media/uploads/1250000001/${'a'.repeat(64)}.png?expires=1&signature=x`
    const images = [{ parameter: 'ImageUrl', role: 'first' as const, url }]
    expect(vendor.refuses?.({ ...textJob, mode: 'image', images })).toContain('ImageUrl: the real service')
  })

  test.each([
    ['InvalidParameter.ViolationContent', 'moderated'],
    ['InvalidParameterValue.ModelName', 'refused'],
    ['RequestLimitExceeded', 'throttled'],
    ['LimitExceeded.CreateTask', 'throttled'],
    ['AuthFailure.SignatureFailure', 'credentials'],
    ['UnauthorizedOperation', 'credentials'],
    ['FailedOperation.InvalidMpsUser', 'credentials'],
    ['InternalError', 'unknown'],
    ['NeverHeardOf', 'refused'],
  ])('that is answered with %s is %s', async (Code, kind) => {
    simulator.plan('call', {
      instead: { body: { Response: { Error: { Code, Message: 'words' }, RequestId: 'r' } } },
    })
    expect(await faultOf(submit())).toMatchObject({ kind, message: `tencent: words (${Code})` })
  })

  test('whose answer is lost is unknown, and cannot be found', async () => {
    simulator.plan('call', { lost: true })
    expect((await faultOf(submit())).kind).toBe('unknown')
    expect(vendor).not.toHaveProperty('find')
  })
})
