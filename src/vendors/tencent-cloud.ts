import type { JsonObject } from '../catalog/job.ts'
import type { Digest } from '../protocol/digest.ts'
import { type Product, type SigningKey, signRequest } from '../protocol/sign-request.ts'
import { at, faultOfStatus, type FaultTable, kindFor, kindIn, shortened, textAt } from './answer.ts'
import { type FaultKind, type SharedLink, VendorFault } from './vendor.ts'

/** An account of Tencent Cloud and a product of it, for the vendors that are called by API 3.0 (TC3-HMAC-SHA256). */
export type TencentCloud = {
  readonly vendor: string
  readonly digest: Digest
  readonly key: SigningKey
  /** As the Host header has it. */
  readonly host: string
  readonly product: Product
  /** By code, or by the part before its last dot. A code that is not there is judged by its first word. */
  readonly kinds: FaultTable
}

/** What the common codes mean (API 3.0, common error codes; tencentcloud-sdk-go errors.go of mps and vclm, 2026). */
const commonKinds: FaultTable = {
  'InvalidParameter.ViolationContent': 'moderated',
  // As VOD spells it.
  'InvalidParameter.VoilationContent': 'moderated',
  RequestLimitExceeded: 'throttled',
  LimitExceeded: 'throttled',
  ResourceInsufficient: 'throttled',
  AuthFailure: 'credentials',
  UnauthorizedOperation: 'credentials',
  'ResourceUnavailable.InArrears': 'credentials',
  'ResourceUnavailable.LowBalance': 'credentials',
  'FailedOperation.UserArrears': 'credentials',
  InternalError: 'broken',
  // The API could not be reached behind its door: nothing was carried out.
  ServiceUnavailable: 'unavailable',
  FailedOperation: 'broken',
}

/** Calls an action once. Errors come with HTTP 200, in `Response.Error`. */
export async function callTencentCloud(
  cloud: TencentCloud,
  action: string,
  body: JsonObject,
  call: 'submit' | 'look',
  link: SharedLink,
): Promise<unknown> {
  const { digest, key, host, product, vendor } = cloud
  // The bytes that are signed are the bytes that are sent: a body is JSON in both places.
  const bytes = Buffer.from(JSON.stringify(body))
  const timestamp = Math.floor(link.now().getTime() / 1000)
  const contentType = 'application/json'
  const headers = signRequest(digest, key, { host, action, contentType, body: bytes, timestamp, product })
  const response = await link.send({ method: 'POST', path: '/', headers, body })
  const answer = at(response.body, 'Response')
  if (typeof answer !== 'object' || answer === null) throw faultOfStatus(vendor, response, call, link.now())
  const code = textAt(answer, 'Error', 'Code')
  if (code === '') return answer
  const words = shortened(textAt(answer, 'Error', 'Message'))
  throw new VendorFault(
    kindFor(kindOf(code, cloud.kinds), call),
    `${vendor}: ${words} (${shortened(code)})`,
    { upstreamCode: shortened(code) },
  )
}

function kindOf(code: string, own: TencentCloud['kinds']): FaultKind | 'broken' {
  if (code.includes('Moderation')) return 'moderated'
  const [family = ''] = code.split('.')
  return (
    kindIn(own, code) ??
    kindIn(commonKinds, code) ??
    kindIn(own, family) ??
    kindIn(commonKinds, family) ??
    'refused'
  )
}
