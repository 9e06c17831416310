import { buffer } from 'node:stream/consumers'
import type { FetchPolicy } from '../net/guarded-fetch.ts'
import type { VendorEntry } from '../vendors/registry.ts'
import type { Link, SharedLink, VendorRequest, VendorResponse } from '../vendors/vendor.ts'
import { VendorFault } from '../vendors/vendor.ts'
import { requestBody } from './request-body.ts'
import type { PipelineTools } from './tools.ts'

/** Vendors answer with small JSON documents, and some think for most of a minute before they do. */
const vendorPolicy: FetchPolicy = {
  bytesMax: 4 * 1024 * 1024,
  connectSeconds: 10,
  idleSeconds: 60,
  totalSeconds: 90,
  redirectsMax: 0,
  accept: 'application/json',
}

/** What the links are made of. */
export type LinkTools = Pick<PipelineTools, 'store' | 'vendorFetch' | 'now' | 'callbackUrl'>

/** The part of the world that a vendor may touch while it works on this task. */
export function openLink(tools: LinkTools, entry: VendorEntry, taskId: string, signal: AbortSignal): Link {
  const callbackUrl = tools.callbackUrl?.(entry.vendor.name, taskId)
  return {
    ...openSharedLink(tools, entry, signal),
    clientId: taskId,
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
  }
}

/** The same for a call that is about many tasks. */
export function openSharedLink(tools: LinkTools, entry: VendorEntry, signal: AbortSignal): SharedLink {
  return {
    signal,
    now: () => tools.now(),
    image: async (key) => buffer(await tools.store.read(key)),
    media: (key) => tools.store.read(key),
    send: (request) => send(tools, entry, request, signal),
  }
}

/** Turns what can go wrong on the way into the vendor's words; whether it may have arrived decides about money. */
async function send(
  tools: LinkTools,
  { vendor, baseUrl }: VendorEntry,
  request: VendorRequest,
  signal: AbortSignal,
): Promise<VendorResponse> {
  if (baseUrl === undefined) throw new Error(`${vendor.name} has no server to send to`)
  const { headers, ...sent } = await requestBody(request)
  const {
    method,
    path,
    headers: own = {},
    origin = baseUrl,
    answerBytesMax: bytesMax = vendorPolicy.bytesMax,
  } = request
  const answer = await tools
    .vendorFetch(baseUrl)
    .exchange(
      { method, url: origin + path, headers: { ...headers, ...own }, ...sent, signal },
      { ...vendorPolicy, bytesMax },
    )
  if (answer.outcome === 'refused') {
    throw new VendorFault(
      answer.mayHaveArrived ? 'unknown' : 'unavailable',
      `${vendor.name}: ${answer.reason}`,
    )
  }
  return { status: answer.status, headers: answer.headers, body: readBody(answer.body, secretsIn(own)) }
}

/** A body that is not JSON comes back as text: some vendors' proxies answer with a page. */
function readBody(bytes: Uint8Array, secrets: readonly string[]): unknown {
  const hide = (text: string): string =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '(secret)'), text)
  const text = hide(Buffer.from(bytes).toString('utf8'))
  try {
    return JSON.parse(text, (key, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'string' ? storable(hide(value)) : losslessly(key, value, context),
    )
  } catch {
    return storable(text)
  }
}

/** Shorter ones would take words out of every answer. */
const secretLengthMin = 6

/** What showed our right to ask. A server that repeats its request shall not write it into messages and logs. */
function secretsIn(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => name === 'authorization' || name === 'x-goog-api-key')
    .map(([, value]) => value.replace(/^(Bearer|Token) /, ''))
    .filter(({ length }) => length >= secretLengthMin)
}

/** What a vendor says is written into rows, and PostgreSQL takes neither U+0000 nor half a character. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** An id of 64 bits stays the text that it was: as a number it would be another. */
function losslessly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return /^-?\d+$/.test(context?.source ?? '') ? context?.source : value
}
