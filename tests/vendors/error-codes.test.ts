import { describe, expect, test } from 'vitest'
import { nodeDigest } from '../../src/http/node-digest.ts'
import { createGoogleVendor } from '../../src/vendors/google/vendor.ts'
import { createVclmVendor } from '../../src/vendors/hunyuan/vclm.ts'
import { createKlingVendor } from '../../src/vendors/kling/vendor.ts'
import { createMinimaxVendor } from '../../src/vendors/minimax/vendor.ts'
import { createOpenAiVideosVendor } from '../../src/vendors/openai/vendor.ts'
import { createTencentVendor } from '../../src/vendors/tencent/vendor.ts'
import type { FaultKind, Vendor } from '../../src/vendors/vendor.ts'
import { createViduVendor } from '../../src/vendors/vidu/vendor.ts'
import { jobsOf } from '../support/vendor-jobs.ts'
import { faultOf, linkAnswering } from './linked.ts'

/**
 * Every error code of the documents (vendors-kling-vidu-hailuo.md 3.8, 4.5, 5.2; vendors-veo-sora-hunyuan-comfyui.md 2.5,
 * 3.5, 4.1, 6.1), with what it is on a submit. `broken`: the job may have been taken; a look may be repeated.
 */
type Meaning = FaultKind | 'broken'
type Row = readonly [status: number, codes: string, Meaning]

const kling: readonly Row[] = [
  [401, '1000 1001 1002', 'credentials'],
  [401, '1003 1004', 'unavailable'],
  [429, '1100 1101 1102 1304', 'credentials'],
  [403, '1103', 'credentials'],
  [400, '1200 1201', 'refused'],
  [404, '1202 1203', 'refused'],
  [400, '1300 1301', 'moderated'],
  [429, '1302 1303', 'throttled'],
  [500, '5000', 'broken'],
  [503, '5001', 'broken'],
  [504, '5002', 'broken'],
]
const vidu: readonly Row[] = [
  [400, 'BadRequest FieldLacking FieldUnwanted FieldItemCountOutOfRange FieldInvalid', 'refused'],
  [400, 'PageSizeOutOfRange ImageFormatInvalid ImageDownloadFailure', 'refused'],
  [400, 'ImageCheckBodyJointsFailed ImageCheckFaceFailed ImageObjectsUndetected', 'refused'],
  [400, 'TaskPromptPolicyViolation AuditSubmitIllegal CreationPolicyViolation', 'moderated'],
  [400, 'CreditInsufficient', 'credentials'],
  [400, 'ModelUnavailable UserCancelled', 'refused'],
  [400, 'OperationInProcess', 'throttled'],
  [401, 'Unauthorized', 'credentials'],
  [403, 'Forbidden', 'credentials'],
  [404, 'TaskNotFound CreationNotFound NotFound', 'refused'],
  [409, 'Conflict', 'refused'],
  [429, 'QuotaExceeded TooManyRequests SystemThrottling', 'throttled'],
  [499, 'Canceled', 'broken'],
  [500, 'InternalServiceFailure', 'broken'],
]
const minimax: readonly Row[] = [
  [200, '1000 1001 1013 1024 1033 2045', 'broken'],
  [200, '1002 1039 1041 2056 1028 1030 2061', 'throttled'],
  [200, '1004 1008 2049', 'credentials'],
  [200, '1026 1027', 'moderated'],
  [200, '1042 2013', 'refused'],
]
const google: readonly Row[] = [
  [400, 'INVALID_ARGUMENT', 'refused'],
  [401, 'UNAUTHENTICATED', 'credentials'],
  [403, 'PERMISSION_DENIED', 'credentials'],
  [404, 'NOT_FOUND', 'credentials'],
  [429, 'RESOURCE_EXHAUSTED', 'throttled'],
  [500, 'INTERNAL', 'broken'],
  [503, 'UNAVAILABLE', 'unavailable'],
  [504, 'DEADLINE_EXCEEDED', 'broken'],
]
const openai: readonly Row[] = [
  [400, 'invalid_request_error invalid_value', 'refused'],
  [400, 'moderation_blocked content_policy_violation', 'moderated'],
  [403, 'moderation_blocked', 'moderated'],
  [401, 'invalid_api_key', 'credentials'],
  [429, 'video_generation_user_error rate_limit_exceeded', 'throttled'],
  [429, 'insufficient_quota billing_hard_limit_reached', 'credentials'],
  [500, 'server_error', 'broken'],
]
const vclm: readonly Row[] = [
  [200, 'FailedOperation.ModerationFailed FailedOperation.TextModerationNotPass', 'moderated'],
  [200, 'OperationDenied.ImageModerationNotPass', 'moderated'],
  [200, 'InvalidParameterValue.UrlIllegal InvalidParameterValue.ParameterValueError', 'refused'],
  [200, 'FailedOperation.DownloadError FailedOperation.ImageDecodeFailed', 'refused'],
  [200, 'FailedOperation.ImageNotSupported FailedOperation.ImageResolutionExceed', 'refused'],
  [200, 'FailedOperation.ImageSizeExceed', 'refused'],
  [200, 'RequestLimitExceeded RequestLimitExceeded.JobNumExceed FailedOperation.JobQueueFull', 'throttled'],
  [200, 'RequestLimitExceeded.UinLimitExceeded', 'throttled'],
  [200, 'FailedOperation.InnerError FailedOperation.ServerError FailedOperation.RequestTimeout', 'broken'],
  [200, 'FailedOperation.DriverFailed InternalError', 'broken'],
  [200, 'FailedOperation.JobNotExist FailedOperation.JobNotFound FailedOperation.TaskNotExist', 'refused'],
  [200, 'ResourceUnavailable.InArrears ResourceUnavailable.LowBalance', 'credentials'],
  [
    200,
    'ResourceUnavailable.NotReady ResourceUnavailable.IsOpening ResourceUnavailable.Freeze',
    'credentials',
  ],
  [200, 'ResourcesSoldOut.ChargeStatusException AuthFailure.SignatureFailure', 'credentials'],
  [200, 'UnauthorizedOperation', 'credentials'],
]
const tencent: readonly Row[] = [
  [200, 'InvalidParameter.ViolationContent', 'moderated'],
  [200, 'InvalidParameter InvalidParameterValue InvalidParameterValue.TaskId', 'refused'],
  [200, 'LimitExceeded LimitExceeded.CreateTask RequestLimitExceeded ResourceInsufficient', 'throttled'],
  [200, 'InternalError InternalError.Unknown FailedOperation', 'broken'],
  [200, 'FailedOperation.InvalidUser FailedOperation.InvalidMpsUser', 'credentials'],
  [200, 'ResourceNotFound.UserUnregister InvalidParameterValue.UserUnRegister', 'credentials'],
  [200, 'UnauthorizedOperation AuthFailure.SecretIdNotFound', 'credentials'],
  [200, 'FailedOperation.TaskNotFound', 'refused'],
  [200, 'ResourceNotFound.CosBucketNotExist ResourceNotFound.CosBucketNameInvalid', 'refused'],
  [200, 'UnsupportedOperation', 'refused'],
]

const message = 'words of the vendor'
const key = { secretId: 'AKID', secretKey: 'secret' }
const tencentError = (Code: string) => ({ Response: { Error: { Code, Message: message }, RequestId: 'r' } })
const openaiSettings = { apiKey: 'k', baseUrl: 'https://v.example/v1', model: 'm', textAs: 'json' } as const
const googleSettings = { credentials: { apiKey: 'k' }, project: 'p', location: 'l', storageUri: undefined }

const vendors: Readonly<Record<string, readonly [Vendor, string, readonly Row[], (code: string) => object]>> =
  {
    kling: [
      createKlingVendor({ credentials: { apiKey: 'k' }, retiredModels: false }),
      'Kling',
      kling,
      (code) => ({ code: Number(code), message, request_id: 'r' }),
    ],
    'kling, legacy': [
      createKlingVendor({ credentials: { accessKey: 'a', secretKey: 's' }, retiredModels: false }),
      'Kling',
      kling,
      (code) => ({ code: Number(code), message, request_id: 'r' }),
    ],
    vidu: [
      createViduVendor({ apiKey: 'k' }),
      'Vidu',
      vidu,
      (reason) => ({ code: 400, reason, message, metadata: { trace_id: 't' } }),
    ],
    minimax: [
      createMinimaxVendor({ apiKey: 'k' }),
      'Hailuo',
      minimax,
      (code) => ({ base_resp: { status_code: Number(code), status_msg: message } }),
    ],
    google: [
      createGoogleVendor(googleSettings),
      'GV',
      google,
      (status) => ({ error: { code: 400, status, message } }),
    ],
    openai: [
      createOpenAiVideosVendor(openaiSettings),
      'OS',
      openai,
      (code) => ({ error: { message, type: 'some_error', param: null, code } }),
    ],
    vclm: [
      createVclmVendor({ digest: nodeDigest, key, host: 'vclm.example', region: 'r' }),
      'Hunyuan',
      vclm,
      tencentError,
    ],
    tencent: [
      createTencentVendor({ digest: nodeDigest, key, host: 'mps.example' }),
      'Kling',
      tencent,
      tencentError,
    ],
  }

describe.each(Object.entries(vendors))('%s', (_name, [vendor, family, rows, bodyOf]) => {
  const cases = rows.flatMap(([status, codes, meaning]) =>
    codes.split(' ').map((code) => [code, status, meaning] as const),
  )
  const able = jobsOf(family, '2026-01-08').find(({ job }) => (vendor.refuses?.(job) ?? null) === null)
  const call = vendor.compose(able!.job, able!.inputs)
  const ticket = { api: call['api'] ?? null, path: call['path'] ?? null, taskId: '1', name: 'n' }

  test.each(cases)('%s with HTTP %i means %s', async (code, status, meaning) => {
    const link = linkAnswering([{ status, headers: new Headers(), body: bodyOf(code) }])
    const submitted = await faultOf(vendor.submit(call, link))
    expect(submitted.kind).toBe(meaning === 'broken' ? 'unknown' : meaning)
    // What people read: the vendor's own words, and the code that its support asks for.
    expect(submitted.message).toContain(message)
    expect(submitted.message).toContain(code)
    expect(submitted.detail.upstreamCode).toBe(code)
    const looked = await faultOf(vendor.check(ticket, link))
    expect(looked.kind).toBe(meaning === 'broken' ? 'unavailable' : meaning)
  })
})

test.each(['Support codes: 58061214', 'support code 17301594'])(
  'Google objects to the content by a number: %s',
  async (words) => {
    const [vendor, , , bodyOf] = vendors['google']!
    const body = bodyOf('INVALID_ARGUMENT') as { error: object }
    const headers = new Headers()
    const refusal = { status: 400, headers, body: { error: { ...body.error, message: words } } }
    const [able] = jobsOf('GV', '2026-01-08')
    const fault = await faultOf(
      vendor.submit(vendor.compose(able!.job, able!.inputs), linkAnswering([refusal])),
    )
    expect(fault).toMatchObject({ kind: 'moderated', message: expect.stringContaining(words) })
  },
)
