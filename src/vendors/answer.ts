import { type Money, parseAmount } from '../contract/money.ts'
import { type FaultKind, type Progress, VendorFault, type VendorResponse } from './vendor.ts'

/** A vendor's error codes. `broken`: its server failed, and a submit may have been taken. */
export type FaultTable = Readonly<Record<string, FaultKind | 'broken'>>

/** What a code means; `undefined` for one that the table does not have, whatever an object is born with. */
export const kindIn = (table: FaultTable, code: string): FaultKind | 'broken' | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined

/** A broken server may have taken a submit; a look may be repeated. */
export const kindFor = (kind: FaultKind | 'broken', call: 'submit' | 'look'): FaultKind => {
  if (kind !== 'broken') return kind
  return call === 'submit' ? 'unknown' : 'unavailable'
}

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
  words.length <= wordsMax ? words : `${words.slice(0, wordsMax).toWellFormed()}…`

/**
 * A render under way. A state that no document names is no end either (vendors-kling-vidu-hailuo.md 7.17 and 7.18);
 * it is carried along, so that it is told of.
 *
 * @param known what the documents say for it
 * @throws VendorFault for an answer that names no state at all
 */
export function underWay(
  vendor: string,
  state: string,
  known: readonly string[],
  percent?: unknown,
): Progress {
  if (state === '') throw new VendorFault('unavailable', `${vendor}: the answer to a look names no state`)
  return {
    state: 'rendering',
    ...(typeof percent === 'number' && percent >= 0 && percent <= 100 ? { percent } : {}),
    ...(known.includes(state) ? {} : { unheardOf: shortened(state) }),
  }
}

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
  const words = typeof body === 'string' ? plain(body) : asText(body)
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
  // OpenAI's own, more exact spelling (vendors-veo-sora-hunyuan-comfyui.md 3.5).
  const milliseconds = headers.get('retry-after-ms')?.trim() ?? ''
  const seconds = /^\d+$/.test(milliseconds)
    ? Number(milliseconds) / 1000
    : /^\d+$/.test(value)
      ? Number(value)
      : (Date.parse(value) - now.getTime()) / 1000
  if (!Number.isFinite(seconds)) return {}
  return { retryAfterSeconds: Math.min(Math.max(Math.ceil(seconds), 0), retryAfterSecondsMax) }
}

/** So much of a page is read for its words: a hostile one may be megabytes of half a tag. */
const pageCharactersMax = 16_384

/** A proxy's error page in a line. */
const plain = (page: string): string =>
  page
    .slice(0, pageCharactersMax)
    .replaceAll(/<(script|style)\b.*?<\/\1>/gis, ' ')
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

function asText(body: unknown): string {
  try {
    return JSON.stringify(body)
  } catch {
    // Nested deeper than the stack: there is nothing in it for people.
    return ''
  }
}
