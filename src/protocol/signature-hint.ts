import type { Digest } from './digest.ts'
import type { Pair } from './form-pairs.ts'
import { parseJsonBody } from './json-body.ts'
import { signingKey, verifyTc3, type Tc3Claim } from './tc3-signature.ts'
import { verifyV1, type V1Method } from './v1-signature.ts'
import type { WireRequest } from './wire-request.ts'

/**
 * Which mistake makes a signature that does not match. Every usual one is tried: when the sent signature is right for a
 * request with that one thing changed, that is no guess. `null` when none explains it. (What users fall over: contract 5.)
 */
export function tc3Hint(
  digest: Digest,
  request: WireRequest,
  claim: Tc3Claim,
  timestamp: string,
  secretKey: string,
): string | null {
  for (const mistake of [
    ...mistakesOfKey(secretKey),
    ...mistakesOfHost(request),
    ...mistakesOfTc3(request, timestamp),
  ]) {
    const key = signingKey(digest, mistake.secretKey ?? secretKey, claim.date, claim.service)
    const altered = mistake.request ?? request
    const { valid } = verifyTc3(
      digest,
      altered,
      claim,
      mistake.timestamp ?? timestamp,
      digest.hmac('sha256', key),
    )
    if (valid) return mistake.hint
  }
  return null
}

/** The same for version 1. */
export function v1Hint(
  digest: Digest,
  request: WireRequest,
  pairs: readonly Pair[],
  secretKey: string,
  sent: { readonly method: V1Method; readonly signature: string },
): string | null {
  for (const mistake of [
    ...mistakesOfKey(secretKey),
    ...mistakesOfHost(request),
    ...mistakesOfV1(request, pairs, sent.method),
  ]) {
    const method = mistake.method ?? sent.method
    const key = mistake.secretKey ?? secretKey
    const { valid } = verifyV1(digest, mistake.request ?? request, mistake.pairs ?? pairs, key, {
      ...sent,
      method,
    })
    if (valid) return mistake.hint
  }
  return null
}

/** What the client did, and the request as it should have been for its signature. */
type Mistake = {
  readonly hint: string
  readonly request?: WireRequest
  readonly secretKey?: string
  readonly timestamp?: string
  readonly pairs?: readonly Pair[]
  readonly method?: V1Method
}

function mistakesOfKey(secretKey: string): readonly Mistake[] {
  const hint = 'The SecretKey on the client has a space or a line end before or after it.'
  const spaced = ['\n', '\r\n', ' ', '\t'].flatMap((space) => [secretKey + space, space + secretKey])
  return spaced.map((key) => ({ hint, secretKey: key }))
}

function mistakesOfHost(request: WireRequest): readonly Mistake[] {
  const { host = '', 'x-forwarded-host': forwarded } = request.headers
  const port = /:\d+$/.exec(host)?.[0] ?? ''
  const hosts = [
    ...(forwarded === undefined ? [] : [forwarded]),
    'mps.tencentcloudapi.com',
    'mps.intl.tencentcloudapi.com',
    `localhost${port}`,
    `127.0.0.1${port}`,
  ]
  return hosts.map((signed) => ({
    hint: `The client signed the host \`${signed}\`, but the request says \`${host}\`. Set the endpoint of the client, or let the proxy in between pass the Host header on.`,
    request: { ...request, headers: { ...request.headers, host: signed } },
  }))
}

/** Two readings of the clock for one request differ by no more. */
const secondsApart = [-3, -2, -1, 1, 2, 3]

function mistakesOfTc3(request: WireRequest, timestamp: string): readonly Mistake[] {
  const sentType = request.headers['content-type'] ?? ''
  const types = ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded']
  return [
    ...types.map((type) => ({
      hint: `The client signed the Content-Type \`${type}\`, but sent \`${sentType}\`.`,
      request: { ...request, headers: { ...request.headers, 'content-type': type } },
    })),
    ...secondsApart.map((seconds) => {
      const signed = String(Number(timestamp) + seconds)
      const hint = `The client signed the timestamp ${signed}, but sent ${timestamp} in X-TC-Timestamp. Read the clock once per request.`
      return { hint, timestamp: signed }
    }),
    ...otherBodies(request).map(({ what, body }) => ({
      hint: `The client signed another body than it sent: ${what}.`,
      request: { ...request, body },
    })),
  ]
}

/** Larger bodies are not written anew for the sake of a hint. */
const rewrittenBytesMax = 256 * 1024

function otherBodies({ method, body }: WireRequest): { what: string; body: Uint8Array }[] {
  if (method === 'GET' || body.length > rewrittenBytesMax) return []
  const encode = (text: string) => new TextEncoder().encode(text)
  const found = [
    { what: 'an empty one', body: encode('') },
    {
      what: '`UNSIGNED-PAYLOAD`, without the header X-TC-Content-SHA256 that announces it',
      body: encode('UNSIGNED-PAYLOAD'),
    },
    { what: 'one without its last line end', body: body.subarray(0, body.length - 1) },
  ]
  const parsed = jsonOf(body)
  if (parsed === undefined) return found
  const compact = JSON.stringify(parsed)
  return [
    ...found,
    { what: 'the same JSON, written without spaces', body: encode(compact) },
    { what: 'the same JSON, with other than ASCII characters escaped', body: encode(escaped(compact)) },
    { what: 'the same JSON, written with a space after every comma and colon', body: encode(spaced(parsed)) },
    {
      what: 'the same JSON, written with a space after every comma and colon, and other than ASCII characters escaped',
      body: encode(escaped(spaced(parsed))),
    },
  ]
}

function mistakesOfV1(request: WireRequest, pairs: readonly Pair[], method: V1Method): readonly Mistake[] {
  const otherVerb = request.method === 'GET' ? 'POST' : 'GET'
  const otherMethod = method === 'sha1' ? 'sha256' : 'sha1'
  const names = { sha1: 'HmacSHA1', sha256: 'HmacSHA256' }
  return [
    {
      hint: `The client signed a ${otherVerb}, but sent a ${request.method}.`,
      request: { ...request, method: otherVerb },
    },
    {
      hint: `The client signed with ${names[otherMethod]}, but its SignatureMethod means ${names[method]}.`,
      method: otherMethod,
    },
    {
      hint: 'The client signed the values percent-encoded. Version 1 signs them as they are.',
      pairs: pairs.map(({ name, value }) => ({ name, value: encodeURIComponent(value) })),
    },
    {
      hint: 'A `+` in a value arrived as a space. Percent-encode values when they are sent.',
      pairs: pairs.map(({ name, value }) => ({ name, value: value.replaceAll(' ', '+') })),
    },
  ]
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return parseJsonBody(body)
  } catch {
    // Also what is nested deeper than anybody could write it anew.
    return undefined
  }
}

/** As Python's `json.dumps` escapes it. */
const escaped = (json: string): string =>
  json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** As Python's `json.dumps` spaces it. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${spaced(inner)}`)
  return `{${members.join(', ')}}`
}
