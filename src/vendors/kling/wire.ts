import { type FaultTable, faultOfStatus, kindFor, kindIn, shortened, textAt } from '../answer.ts'
import { VendorFault, type VendorResponse } from '../vendor.ts'

/**
 * Kling's error table, alike in three copies of its pages (vendors-kling-vidu-hailuo.md 3.8).
 */
const kinds: FaultTable = {
  1000: 'credentials',
  1001: 'credentials',
  // Also what an AccessKey hears on the new paths, and any wrong key: the words say nothing certain.
  1002: 'credentials',
  // The token is of another time: the next call signs a new one.
  1003: 'unavailable',
  1004: 'unavailable',
  // These three come as 429 and last until the operator acts: the account, its bill, its package.
  1100: 'credentials',
  1101: 'credentials',
  1102: 'credentials',
  1103: 'credentials',
  1200: 'refused',
  1201: 'refused',
  1202: 'refused',
  // No such resource or model: also what a withdrawn version hears.
  1203: 'refused',
  1300: 'moderated',
  1301: 'moderated',
  1302: 'throttled',
  // Above the package's tasks at a time; the task was not made.
  1303: 'throttled',
  // Our address is not on the account's list.
  1304: 'credentials',
  5000: 'broken',
  5001: 'broken',
  5002: 'broken',
}

/** The body of an answer that is not a complaint. Throws VendorFault for every other. */
export function readAnswer(response: VendorResponse, call: 'submit' | 'look', now: Date): unknown {
  const { body, status } = response
  const code = textAt(body, 'code')
  if (status === 200 && code === '0') return body
  const kind = kindIn(kinds, code)
  if (kind === undefined) throw faultOfStatus('kling', response, call, now)
  const words = textAt(body, 'message')
  const { detail } = faultOfStatus('kling', response, call, now)
  throw new VendorFault(
    kindFor(kind, call),
    `kling: ${words === '' ? 'no reason given' : shortened(words)} (${code})`,
    { ...detail, upstreamCode: code },
  )
}
