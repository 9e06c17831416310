import { at, type FaultTable, faultOfStatus, kindFor, kindIn, shortened, textAt } from '../answer.ts'
import { VendorFault, type VendorResponse } from '../vendor.ts'

/** Codes and types that say more than their status (vendors-veo-sora-hunyuan-comfyui.md 3.5). */
const kinds: FaultTable = {
  moderation_blocked: 'moderated',
  content_policy_violation: 'moderated',
  // These come as 429 and last until the operator acts.
  insufficient_quota: 'credentials',
  billing_hard_limit_reached: 'credentials',
  rate_limit_exceeded: 'throttled',
}

/** The body of an answer that is not a complaint. Throws VendorFault for every other. */
export function readAnswer(response: VendorResponse, call: 'submit' | 'look', now: Date): unknown {
  const { status, body } = response
  // Servers exist that complain with status 200 (3.7); a failed video has its own `error`, beside its id.
  const complains = at(body, 'error') !== undefined && at(body, 'error') !== null && idOf(body) === ''
  if (status >= 200 && status < 300 && !complains) return body
  const plain = faultOfStatus('openai', response, call, now)
  const words = wordsOf(body)
  const code = shortened(textAt(body, 'error', 'code') || textAt(body, 'error', 'type'))
  const kind = kindIn(kinds, code) ?? (complains && status < 300 ? 'refused' : plain.kind)
  if (words === '') throw plain
  throw new VendorFault(
    kindFor(kind, call),
    `openai: ${shortened(words)}${code === '' ? '' : ` (${code})`}`,
    {
      ...plain.detail,
      upstreamCode: code === '' ? String(status) : code,
    },
  )
}

/** Some servers say `task_id`, some both (3.7). */
export const idOf = (body: unknown): string => textAt(body, 'id') || textAt(body, 'task_id')

/** Why a video failed: an object, or a bare text. */
export function failureOf(body: unknown): VendorFault {
  const words = wordsOf(body)
  const code = shortened(textAt(body, 'error', 'code'))
  const reason = words === '' ? '' : `: ${shortened(words)}`
  return new VendorFault(
    kindIn(kinds, code) === 'moderated' ? 'moderated' : 'refused',
    `openai could not render the video${reason}${code === '' ? '' : ` (${code})`}.`,
    { upstreamCode: code },
  )
}

/** FastAPI servers say `detail` (3.8). */
const wordsOf = (body: unknown): string =>
  textAt(body, 'error', 'message') || textAt(body, 'error') || textAt(body, 'detail')
