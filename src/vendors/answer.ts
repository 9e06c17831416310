import { type Money, parseAmount } from '../contract/money.ts'
import { type Progress, VendorFault, type VendorResponse } from './vendor.ts'

/** What a vendor's answer says at this place, whatever else it says; `undefined` where there is nothing. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  let value = body
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string | number, unknown>>)[step]
  }
  return value
}

/** The same as text: vendors write ids and codes as strings here and as numbers there. Empty where there is none. */
export function textAt(body: unknown, ...path: readonly (string | number)[]): string {
  const value = at(body, ...path)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** An amount that the vendor says that it charged; `undefined` where it says nothing that could be one. */
export function toldCost(amount: unknown, currency: string): Money | undefined {
  const micros = typeof amount === 'string' || typeof amount === 'number' ? parseAmount(String(amount)) : null
  return micros === null ? undefined : { micros, currency }
}

/** Only of a finished job: what a vendor shows of a failed one it may still give back. */
export const withCost = (progress: Progress, cost: Money | undefined): Progress =>
  progress.state === 'finished' && cost !== undefined ? { ...progress, cost } : progress

/** How much of a vendor's own words a message carries. */
const wordsMax = 300

export const shortened = (words: string): string =>
  words.length <= wordsMax ? words : `${words.slice(0, wordsMax)}…`

/**
 * What an HTTP status alone says, for an answer without a code of the vendor's own. After a submit a broken server may
 * have taken the job (vendors-kling-vidu-hailuo.md 7: 502, 503 and 504 go to reconciliation first).
 */
export function faultOfStatus(
  vendor: string,
  { status, headers, body }: VendorResponse,
  call: 'submit' | 'look',
  now: Date,
): VendorFault {
  const words = typeof body === 'string' ? plain(body) : JSON.stringify(body)
  const message = `${vendor} answered HTTP ${status}${words === '' ? '' : `: ${shortened(words)}`}`
  const detail = { upstreamCode: String(status) }
  if (status === 401 || status === 403) return new VendorFault('credentials', message, detail)
  if (status === 429) {
    return new VendorFault('throttled', message, { ...detail, ...retryAfter(headers, now) })
  }
  if (status === 408 || status >= 500 || status < 400) {
    return new VendorFault(call === 'submit' ? 'unknown' : 'unavailable', message, {
      ...detail,
      ...retryAfter(headers, now),
    })
  }
  return new VendorFault('refused', message, detail)
}

/**
 * Waits for the complaint about a thing that there never was: who makes it has read our key. Any other fault is thrown.
 */
export async function expectComplaint(question: Promise<unknown>, codes: RegExp): Promise<void> {
  try {
    await question
  } catch (error) {
    const code = error instanceof VendorFault ? error.detail.upstreamCode : undefined
    if (code === undefined || !codes.test(code)) throw error
  }
}

const retryAfterSecondsMax = 3600

/** RFC 9110, 10.2.3: seconds, or a date. Nothing when it says neither. */
function retryAfter(headers: Headers, now: Date): { readonly retryAfterSeconds?: number } {
  const value = headers.get('retry-after')?.trim() ?? ''
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000
  if (!Number.isFinite(seconds)) return {}
  return { retryAfterSeconds: Math.min(Math.max(Math.ceil(seconds), 0), retryAfterSecondsMax) }
}

/** A proxy's error page in a line. */
const plain = (page: string): string =>
  page
    .replaceAll(/<(script|style)\b.*?<\/\1>/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
