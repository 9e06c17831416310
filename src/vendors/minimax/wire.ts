import { at, type FaultTable, faultOfStatus, kindFor, kindIn, shortened, textAt } from '../answer.ts'
import { VendorFault, type VendorResponse } from '../vendor.ts'

/**
 * MiniMax tells its errors inside HTTP 200, in `base_resp`, on submits and on looks alike (vendors-kling-vidu-hailuo.md
 * 5.2; ai4j PR 272, MiniMax-AI/cli issue 173). What a code means for a submit that may have been carried out differs
 * from what it means for a look, which may be repeated.
 */
const kinds: FaultTable = {
  // Unknown, time-out, internal, system: a submit may have been taken.
  1000: 'broken',
  1001: 'broken',
  1013: 'broken',
  1024: 'broken',
  1033: 'broken',
  // Listed on the global page, meaning not captured.
  2045: 'broken',
  // Requests, tokens and connections per minute.
  1002: 'throttled',
  1039: 'throttled',
  1041: 'throttled',
  // The window of a plan is used up; the last three are named as further plan codes, meaning not captured.
  2056: 'throttled',
  1028: 'throttled',
  1030: 'throttled',
  2061: 'throttled',
  1004: 'credentials',
  2049: 'credentials',
  // The balance of our account: nothing that a caller could mend.
  1008: 'credentials',
  // The prompt or an image, and what was rendered of them.
  1026: 'moderated',
  1027: 'moderated',
  // Invisible characters; invalid parameters.
  1042: 'refused',
  2013: 'refused',
}

/** A plan's window lasts 5 hours; looking whether it has opened costs nothing. */
const planPauseSeconds = 600
const planCodes: ReadonlySet<string> = new Set(['2056', '1028', '1030', '2061'])

/** The body of an answer that is not a complaint. Throws VendorFault for every other. */
export function readAnswer(response: VendorResponse, call: 'submit' | 'look', now: Date): unknown {
  const { status, body } = response
  const code = textAt(body, 'base_resp', 'status_code')
  if (code === '' && status !== 200) throw faultOfStatus('minimax', response, call, now)
  if (code === '' && typeof at(body, 'base_resp') !== 'object') throw unreadable(response, call, now)
  if (code !== '' && code !== '0') throw faultIn(response, call, now)
  return body
}

/** An answer without what it has to carry: after a submit the job may have been taken. */
export function unreadable(response: VendorResponse, call: 'submit' | 'look', now: Date): VendorFault {
  return faultOfStatus('minimax', response, call, now)
}

/** A render that failed says why in `base_resp`, or not at all; whatever it says, it is over. */
export function failureIn(response: VendorResponse, now: Date): VendorFault {
  const code = textAt(response.body, 'base_resp', 'status_code')
  if (code !== '' && code !== '0') return faultIn(response, 'look', now)
  const words = textAt(response.body, 'base_resp', 'status_msg')
  const isReason = words !== '' && words !== 'success'
  return new VendorFault(
    'refused',
    `minimax could not render the video${isReason ? `: ${shortened(words)}` : ''}.`,
  )
}

function faultIn(response: VendorResponse, call: 'submit' | 'look', now: Date): VendorFault {
  const code = shortened(textAt(response.body, 'base_resp', 'status_code'))
  const words = textAt(response.body, 'base_resp', 'status_msg')
  const message = `minimax: ${words === '' ? 'no reason given' : shortened(words)} (${code})`
  return new VendorFault(kindFor(kindIn(kinds, code) ?? 'broken', call), message, {
    ...faultOfStatus('minimax', response, call, now).detail,
    upstreamCode: code,
    ...(planCodes.has(code) ? { retryAfterSeconds: planPauseSeconds } : {}),
  })
}
