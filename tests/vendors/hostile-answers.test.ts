import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { at } from '../../src/vendors/answer.ts'
import { createComfyUiVendor } from '../../src/vendors/comfyui/vendor.ts'
import { loadWorkflows } from '../../src/vendors/comfyui/workflow-files.ts'
import { createGoogleVendor } from '../../src/vendors/google/vendor.ts'
import { createTokenHubVendor } from '../../src/vendors/hunyuan/tokenhub.ts'
import { createVclmVendor } from '../../src/vendors/hunyuan/vclm.ts'
import { createKlingVendor } from '../../src/vendors/kling/vendor.ts'
import { createMinimaxVendor } from '../../src/vendors/minimax/vendor.ts'
import { createOpenAiVideosVendor } from '../../src/vendors/openai/vendor.ts'
import { createTencentVendor } from '../../src/vendors/tencent/vendor.ts'
import { type Vendor, VendorFault, type VendorResponse } from '../../src/vendors/vendor.ts'
import { createViduVendor } from '../../src/vendors/vidu/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { linkAnswering } from './linked.ts'

/** Whatever a vendor's server answers: a legal word comes out, or a VendorFault. Never a raw error, never half a ticket. */
const key = { secretId: 'AKIDtest', secretKey: 'secret' }
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const account = {
  client_email: 'a@b.example',
  private_key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  token_uri: 'https://token.example/token',
}
const google = { project: 'p', location: 'l', storageUri: undefined }
const vendors: Readonly<Record<string, readonly [Vendor, family: string]>> = {
  'kling, new': [createKlingVendor({ credentials: { apiKey: 'k' }, retiredModels: false }), 'Kling'],
  'kling, legacy': [
    createKlingVendor({ credentials: { accessKey: 'a', secretKey: 's' }, retiredModels: false }),
    'Kling',
  ],
  vidu: [createViduVendor({ apiKey: 'k' }), 'Vidu'],
  minimax: [createMinimaxVendor({ apiKey: 'k' }), 'Hailuo'],
  google: [createGoogleVendor({ ...google, credentials: { apiKey: 'k' } }), 'GV'],
  'google, with a service account': [createGoogleVendor({ ...google, credentials: account }), 'GV'],
  openai: [
    createOpenAiVideosVendor({
      apiKey: undefined,
      baseUrl: 'https://v.example/v1',
      model: 'm',
      textAs: 'json',
    }),
    'OS',
  ],
  vclm: [createVclmVendor({ digest: nodeDigest, key, host: 'vclm.example', region: 'r' }), 'Hunyuan'],
  tokenhub: [createTokenHubVendor({ apiKey: 'k', queryPath: '/q' }), 'Hunyuan'],
  comfyui: [
    createComfyUiVendor({ baseUrl: 'https://v.example', headers: {}, ...loadWorkflows(undefined) }),
    'Hunyuan',
  ],
  tencent: [createTencentVendor({ digest: nodeDigest, key, host: 'mps.example' }), 'Kling'],
}

/** Names and values that the vendors' answers have, and such as no answer should have. */
const names = fc.constantFrom(
  ...'code message data id task_id status task_status state base_resp status_code status_msg file file_id download_url'.split(
    ' ',
  ),
  ...'error reason err_code name done response videos creations outputs url error_code task_result progress'.split(
    ' ',
  ),
  ...'Response Error Code Message Status TaskId JobId VideoUrls ResultVideoUrl external_id billing credits'.split(
    ' ',
  ),
  ...'access_token expires_in gcsUri tasks payload output raiMediaFilteredReasons __proto__ constructor'.split(
    ' ',
  ),
  ...'prompt_id node_errors queue_running queue_pending status_str messages images filename errors'.split(
    ' ',
  ),
)
const values = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, Number.NEGATIVE_INFINITY, 200, 1203, ''),
  fc.constantFrom('0', '1203', 'constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'),
  fc.constantFrom(
    'succeeded',
    'succeed',
    'success',
    'Success',
    'completed',
    'DONE',
    'failed',
    'Fail',
    'FAIL',
  ),
  fc.constantFrom(
    'https://x.example/a.mp4',
    'not a url',
    'gs://b/o.mp4',
    'x'.repeat(5000),
    '\u{1f600}'.repeat(400),
  ),
  fc.string(),
)
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 5 },
    values,
    fc.dictionary(names, tie('anything'), { maxKeys: 6 }),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.jsonValue(),
  ),
}))
/** Answers as they should be, one for each vendor and call, of which one member is replaced or left out. */
/** Of ComfyUI, made of the id of the task. */
const promptId = '6fdc6458-497d-81d3-a913-1a6a7970d3dc'
const film = { url: 'https://x.example/a.mp4' }
const legal = [
  { code: 0, data: { id: '7', status: 'submitted' } },
  {
    code: 0,
    data: [{ id: '1', external_id: '1-AigcVideo-1', status: 'succeeded', outputs: [film], billing: [{}] }],
  },
  { code: 0, data: { task_id: '1', task_status: 'succeed', task_result: { videos: [film] } } },
  { code: '1301', message: 'words', data: [] },
  { task_id: '1', state: 'success', payload: '1-AigcVideo-1', credits: 4, creations: [film] },
  { state: 'failed', err_code: 'CreationPolicyViolation', progress: 50 },
  { code: 400, reason: 'FieldInvalid', message: 'words' },
  {
    task_id: '1',
    status: 'Success',
    file_id: '2',
    file: { download_url: film.url },
    base_resp: { status_code: 0 },
  },
  { status: 'Fail', base_resp: { status_code: 1027, status_msg: 'words' } },
  {
    name: 'projects/p/models/veo/operations/1',
    done: true,
    response: { videos: [{ bytesBase64Encoded: 'AAAA' }] },
  },
  { name: 'operations/1', done: true, response: { raiMediaFilteredReasons: ['words'] }, access_token: 't' },
  { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'words. Support codes: 1' } },
  { id: '1', status: 'completed', progress: 40, error: null, metadata: film, data: [film] },
  { id: '1', status: 'failed', error: { code: 'moderation_blocked', message: 'words' } },
  { Response: { JobId: '1', TaskId: '1', Status: 'DONE', ResultVideoUrl: film.url, VideoUrls: [film.url] } },
  { Response: { Status: 'FAIL', ErrorCode: 'FailedOperation.ModerationFailed', Message: 'words' } },
  { prompt_id: promptId, number: 1, node_errors: {} },
  { prompt_id: promptId, node_errors: { 1: { errors: [{ type: 'x', message: 'words' }], class_type: 'y' } } },
  { queue_running: [[1, promptId, {}, {}, []]], queue_pending: [] },
  { queue_running: [], queue_pending: [] },
  {},
  {
    [promptId]: {
      outputs: { 42: { images: [{ filename: 'a.mp4', subfolder: '', type: 'output' }] } },
      status: { status_str: 'success', messages: [] },
    },
  },
  { [promptId]: { status: { status_str: 'error', messages: [['execution_error', { node_type: 'x' }]] } } },
  { Response: { Error: { Code: 'InternalError', Message: 'words' } } },
]

function broken(value: unknown, place: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null) return by
  const entries = Object.entries(value)
  const [name, member] = entries[place % Math.max(entries.length, 1)] ?? ['x', undefined]
  const changed = { ...value, [name]: place % 3 === 0 ? by : broken(member, Math.floor(place / 3), by) }
  return Array.isArray(value) ? Object.values(changed) : changed
}

const body = fc.oneof(
  anything,
  fc
    .tuple(fc.constantFrom(...legal), fc.nat({ max: 80 }), fc.oneof(anything, fc.constant(undefined)))
    .map(([good, place, by]) => broken(good, place, by)),
)
const answer: fc.Arbitrary<VendorResponse> = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 408, 429, 499, 500, 502, 503, 504),
  headers: fc
    .constantFrom<Record<string, string>>(
      {},
      { 'retry-after': '1e9' },
      { 'retry-after': '99999999999' },
      { 'retry-after-ms': '250' },
      { 'retry-after': 'Wed, 21 Oct 1999 07:28:00 GMT' },
    )
    .map((headers) => new Headers(headers)),
  body,
})

const kinds = ['refused', 'moderated', 'throttled', 'unavailable', 'credentials', 'unknown']

function expectLegalFault(fault: unknown): void {
  if (!(fault instanceof VendorFault)) throw fault
  expect(kinds).toContain(fault.kind)
  expect(fault.message.length).toBeLessThan(1000)
  expect(fault.message.isWellFormed()).toBe(true)
  const { retryAfterSeconds = 0, upstreamCode = '' } = fault.detail
  expect(retryAfterSeconds).toBeGreaterThanOrEqual(0)
  expect(retryAfterSeconds).toBeLessThanOrEqual(3600)
  expect(upstreamCode.length).toBeLessThan(400)
}

function expectLegalProgress(progress: Awaited<ReturnType<Vendor['check']>>): void {
  switch (progress.state) {
    case 'waiting':
      return
    case 'rendering':
      expect(progress.percent ?? 0).toBeGreaterThanOrEqual(0)
      expect(progress.percent ?? 0).toBeLessThanOrEqual(100)
      return
    case 'finished':
      for (const clip of progress.clips) {
        if ('url' in clip) expect(clip.url).not.toBe('')
        else expect('inAnswer' in clip && clip.inAnswer >= 0).toBe(true)
      }
      return
    case 'failed':
      return expectLegalFault(progress.fault)
  }
}

const faultOr = <Value>(work: Promise<Value> | undefined, judge: (value: Value) => void): Promise<void> =>
  work === undefined ? Promise.resolve() : work.then((value) => judge(value), expectLegalFault)

const runs = { numRuns: 200 }

describe.each(Object.entries(vendors))('%s, whatever its server answers', (_title, [vendor, family]) => {
  const named = jobsOf(family, '2026-01-08').find(({ job }) => (vendor.refuses?.(job) ?? null) === null)
  const { job, inputs } = named as NonNullable<typeof named>
  const call = vendor.compose(job, inputs)
  const ticket = {
    api: call['api'] ?? null,
    path: call['path'] ?? null,
    taskId: '1',
    jobId: '1',
    id: '1',
    promptId,
  }
  const anyTicket = { ...ticket, name: 'projects/p/models/veo/operations/1', watermark: false }
  const answers = fc.array(answer, { minLength: 1, maxLength: 3 })

  test('takes a submit with an id or faults', async () => {
    await fc.assert(
      fc.asyncProperty(answers, (given) =>
        faultOr(vendor.submit(call, linkAnswering(given)), (taken) => {
          const { taskId, jobId, id, name, promptId } = taken
          expect(taskId ?? jobId ?? id ?? name ?? promptId).toEqual(expect.stringMatching(/[^]/))
        }),
      ),
      runs,
    )
  })

  test('shows a legal progress or faults', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        await faultOr(vendor.check(anyTicket, linkAnswering(given)), expectLegalProgress)
        const many = vendor.checkMany?.([anyTicket, { ...anyTicket, taskId: '2' }], linkAnswering(given))
        await faultOr(many, (each) => {
          expect(each).toHaveLength(2)
          for (const one of each) {
            if (one instanceof VendorFault) expectLegalFault(one)
            else if (one !== null) expectLegalProgress(one)
          }
        })
      }),
      runs,
    )
  })

  test('says that a call never arrived only where its documents say so', async () => {
    await fc.assert(
      fc.asyncProperty(answers, (given) =>
        faultOr(vendor.find?.(call, linkAnswering(given)), (found) => {
          if (found !== null) {
            expect(found['taskId']).not.toBe('')
            return
          }
          // ComfyUI: it is not in the queue, and there was one.
          if (vendor.name === 'comfyui') {
            expect(given.some(({ body }) => Array.isArray(at(body, 'queue_pending')))).toBe(true)
            return
          }
          // Kling: no task of this name is an empty list, or code 1203 on a legacy path.
          const said = given[0]?.body as { code: unknown; data?: unknown }
          expect(String(said.code) === '1203' || (Array.isArray(said.data) && said.data.length === 0)).toBe(
            true,
          )
        }),
      ),
      runs,
    )
  })

  test('cancels, hands over bytes, or faults', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        await faultOr(vendor.cancel?.(anyTicket, linkAnswering(given)), () => undefined)
        await faultOr(vendor.clipBytes?.(anyTicket, 0, linkAnswering(given)), ({ byteLength }) =>
          expect(byteLength).toBeGreaterThan(0),
        )
      }),
      runs,
    )
  })
})
