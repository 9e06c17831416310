import { type FaultTable, faultOfStatus, kindFor, kindIn, shortened, textAt } from '../answer.ts'
import { VendorFault, type VendorResponse } from '../vendor.ts'

/**
 * Vidu's error names, alike on its two sites (vendors-kling-vidu-hailuo.md 4.5). They come as `reason` of an answer, and as
 * `err_code` of a render that failed.
 */
const kinds: FaultTable = {
  BadRequest: 'refused',
  FieldLacking: 'refused',
  FieldUnwanted: 'refused',
  FieldItemCountOutOfRange: 'refused',
  FieldInvalid: 'refused',
  PageSizeOutOfRange: 'refused',
  ImageFormatInvalid: 'refused',
  ImageDownloadFailure: 'refused',
  ImageCheckBodyJointsFailed: 'refused',
  ImageCheckFaceFailed: 'refused',
  ImageObjectsUndetected: 'refused',
  TaskPromptPolicyViolation: 'moderated',
  AuditSubmitIllegal: 'moderated',
  CreationPolicyViolation: 'moderated',
  // The balance of our account, although it comes as 400.
  CreditInsufficient: 'credentials',
  ModelUnavailable: 'refused',
  OperationInProcess: 'throttled',
  UserCancelled: 'refused',
  Unauthorized: 'credentials',
  Forbidden: 'credentials',
  TaskNotFound: 'refused',
  CreationNotFound: 'refused',
  NotFound: 'refused',
  Conflict: 'refused',
  // The limits page says that surplus tasks are queued, the error table that they are refused: both happen here.
  QuotaExceeded: 'throttled',
  TooManyRequests: 'throttled',
  SystemThrottling: 'throttled',
  Canceled: 'broken',
  InternalServiceFailure: 'broken',
}

export type Call = 'submit' | 'look'

/** The body of an answer that is not a complaint. Throws VendorFault for every other. */
export function readAnswer(response: VendorResponse, call: Call, now: Date): unknown {
  if (response.status === 200) return response.body
  const reason = textAt(response.body, 'reason')
  const plain = faultOfStatus('vidu', response, call, now)
  if (kindIn(kinds, reason) === undefined) throw plain
  const words = textAt(response.body, 'message')
  throw faultOf(reason, words, call, plain.detail)
}

export function faultOf(
  reason: string,
  words: string,
  call: Call,
  detail: VendorFault['detail'] = {},
): VendorFault {
  const code = shortened(reason)
  const told = words === '' ? code || 'no reason given' : `${shortened(words)} (${code})`
  const kind = kindFor(kindIn(kinds, reason) ?? 'refused', call)
  return new VendorFault(kind, `vidu: ${told}`, { ...detail, upstreamCode: code })
}
