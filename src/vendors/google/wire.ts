import { at, type FaultTable, faultOfStatus, kindFor, kindIn, shortened, textAt } from '../answer.ts'
import { VendorFault, type VendorResponse } from '../vendor.ts'

/** Google's error names (vendors-veo-sora-hunyuan-comfyui.md 2.5). */
const kinds: FaultTable = {
  INVALID_ARGUMENT: 'refused',
  FAILED_PRECONDITION: 'refused',
  UNAUTHENTICATED: 'credentials',
  PERMISSION_DENIED: 'credentials',
  // The model was retired, or is not in this region: nothing that a caller could mend.
  NOT_FOUND: 'credentials',
  RESOURCE_EXHAUSTED: 'throttled',
  INTERNAL: 'broken',
  DEADLINE_EXCEEDED: 'broken',
  // Google says 503 before it takes a job.
  UNAVAILABLE: 'unavailable',
}

/** What an objection to the content is known by: a number that stands for its reason. */
const supportCode = /support code/i

/** The body of an answer that is not a complaint. Throws VendorFault for every other. */
export function readAnswer(response: VendorResponse, call: 'submit' | 'look', now: Date): unknown {
  const { status, body } = response
  // A name is in every answer that is no complaint (2.2, 2.3).
  if (status === 200 && textAt(body, 'name') !== '' && !complains(body)) return body
  if (status === 200 && call === 'look' && at(body, 'done') === true) return body
  const plain = faultOfStatus('google', response, call, now)
  const name = textAt(body, 'error', 'status')
  const words = textAt(body, 'error', 'message')
  if (name === '' && words === '') throw plain
  const kind = supportCode.test(words) ? 'moderated' : (kindIn(kinds, name) ?? plain.kind)
  throw new VendorFault(
    kindFor(kind, call),
    `google: ${words === '' ? 'no reason given' : shortened(words)}${name === '' ? '' : ` (${shortened(name)})`}`,
    { ...plain.detail, upstreamCode: shortened(name) },
  )
}

/**
 * A wrong API key comes as 400 INVALID_ARGUMENT, "API key not valid" (google.rpc.ErrorInfo, API_KEY_INVALID): only its
 * words tell it from an argument that is wrong.
 */
export const isWrongKey = (error: unknown): error is VendorFault =>
  error instanceof VendorFault && /\bapi key\b/i.test(error.message)

/** Why an operation that is done has no film; `null` when it has one. */
export function failureOf(operation: unknown): VendorFault | null {
  const words = textAt(operation, 'error', 'message')
  if (complains(operation)) {
    const kind = supportCode.test(words) ? 'moderated' : 'refused'
    const reason = words === '' ? 'no reason given' : shortened(words)
    return new VendorFault(kind, `google could not render the video: ${reason}`)
  }
  if (filmsIn(operation).length > 0) return null
  // Done without a film is an objection to the content, not an error (2.3).
  const reasons = at(operation, 'response', 'raiMediaFilteredReasons')
  const told = Array.isArray(reasons) ? reasons.filter((each) => typeof each === 'string').join(' ') : ''
  return new VendorFault(
    'moderated',
    `google withheld the video${told === '' ? '' : `: ${shortened(told)}`}. Change what the prompt or the images show.`,
  )
}

export function filmsIn(operation: unknown): readonly unknown[] {
  const films = at(operation, 'response', 'videos')
  return Array.isArray(films) ? films : []
}

const complains = (body: unknown): boolean => (at(body, 'error') ?? null) !== null
