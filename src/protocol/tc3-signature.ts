import { ApiError } from '../contract/api-error.ts'
import { text } from '../contract/text.ts'
import type { Digest, Hmac } from './digest.ts'
import {
  candidateHosts,
  candidatePaths,
  firstMatch,
  type Explanation,
  type Verdict,
} from './explain-signature.ts'
import type { WireRequest } from './wire-request.ts'

const algorithm = 'TC3-HMAC-SHA256'
const scopeEnd = 'tc3_request'
const unsignedPayload = 'UNSIGNED-PAYLOAD'

/** What an Authorization header claims (contract 3.3). */
export type Tc3Claim = {
  readonly secretId: string
  /** `YYYY-MM-DD`, UTC. */
  readonly date: string
  /** Any word: SDKs put the first label of their endpoint here, with port or path (contract 3.6). */
  readonly service: string
  /** As declared, in the declared order. */
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/**
 * Reads `TC3-HMAC-SHA256 Credential=id/date/service/tc3_request, SignedHeaders=a;b, Signature=hex`. The service may
 * itself contain slashes, so the credential is read from both ends.
 * @throws ApiError AuthFailure.InvalidAuthorization, naming the part that is wrong.
 */
export function parseAuthorization(header: string): Tc3Claim {
  const [, scheme = '', rest = ''] = /^(\S+) +(.*)$/.exec(header) ?? ['', header, '']
  if (scheme !== algorithm)
    throw malformed(`it has to begin with \`${algorithm}\``, `须以 \`${algorithm}\` 开头`)
  const items = new Map<string, string>()
  for (const item of rest.split(/, */)) {
    const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/.exec(item) ?? []
    if (name === '' || items.has(name)) throw malformed(...threeItems)
    items.set(name, value)
  }
  const [secretId = '', date = '', ...scope] = (items.get('Credential') ?? '').split('/')
  const end = scope.pop()
  const service = scope.join('/')
  const signedHeaders = (items.get('SignedHeaders') ?? '').split(';')
  const signature = items.get('Signature') ?? ''
  if (items.size !== 3) throw malformed(...threeItems)
  if (secretId === '')
    throw malformed('`SecretId` in Credential not valid', 'Credential 中的 `SecretId` 无效')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw malformed('`Date` in Credential not valid', 'Credential 中的 `Date` 无效')
  if (service === '' || service.length > 256)
    throw malformed('`Service` in Credential not valid', 'Credential 中的 `Service` 无效')
  if (end !== scopeEnd)
    throw malformed(`Credential has to end in \`/${scopeEnd}\``, `Credential 须以 \`/${scopeEnd}\` 结尾`)
  if (!signedHeaders.includes('host') || !signedHeaders.includes('content-type')) {
    throw malformed(
      '`SignedHeaders` has to name `content-type` and `host`',
      '`SignedHeaders` 须包含 `content-type` 和 `host`',
    )
  }
  // Each stands for a value of up to 128 KB, so a name that comes ten thousand times is more than a string can hold.
  if (new Set(signedHeaders).size < signedHeaders.length)
    throw malformed('`SignedHeaders` names a header twice', '`SignedHeaders` 中有重复的请求头')
  if (!/^[0-9a-f]{64}$/.test(signature))
    throw malformed(
      '`Signature` has to be 64 lower-case hex digits',
      '`Signature` 须为 64 位小写十六进制数字',
    )
  return { secretId, date, service, signedHeaders, signature }
}

/** The key that signs a day's requests of one service. */
export function signingKey(digest: Digest, secretKey: string, date: string, service: string): Uint8Array {
  const dateKey = digest.hmac('sha256', `TC3${secretKey}`)(date)
  const serviceKey = digest.hmac('sha256', dateKey)(service)
  return digest.hmac('sha256', serviceKey)(scopeEnd)
}

/** The signature under the prepared signing key. */
export const signTc3 = (sign: Hmac, stringToSign: string): string => hex(sign(stringToSign))

/** Every canonical request that an honest client may have meant by this request, the likeliest first; at most 24. */
export function* tc3Explanations(
  digest: Digest,
  request: WireRequest,
  claim: Tc3Claim,
  timestamp: string,
): Generator<Explanation> {
  const payloadHash = digest.sha256(payloadOf(request))
  // Documented as the empty string for POST, whose parameters are all in the body.
  const query = request.method === 'GET' ? request.query : ''
  for (const spelling of spellings(claim)) {
    for (const path of candidatePaths(request)) {
      for (const host of candidateHosts(request)) {
        const headers = claim.signedHeaders.map(
          (name) => `${name}:${spelling(name, valueOf(request, name, host))}\n`,
        )
        const canonicalRequest = [
          request.method,
          path,
          query,
          headers.join(''),
          claim.signedHeaders.join(';'),
          payloadHash,
        ].join('\n')
        const scope = `${claim.date}/${claim.service}/${scopeEnd}`
        const stringToSign = [algorithm, timestamp, scope, digest.sha256(canonicalRequest)].join('\n')
        yield { canonicalRequest, stringToSign }
      }
    }
  }
}

/** Checks the signature against every candidate. The caller has checked timestamp and date before. */
export function verifyTc3(
  digest: Digest,
  request: WireRequest,
  claim: Tc3Claim,
  timestamp: string,
  sign: Hmac,
): Verdict {
  return firstMatch(tc3Explanations(digest, request, claim, timestamp), ({ stringToSign }) =>
    digest.equal(signTc3(sign, stringToSign), claim.signature),
  )
}

/** The UTC date of Unix seconds, as the scope of a credential has it. */
export const utcDateOf = (unixSeconds: number): string =>
  new Date(unixSeconds * 1000).toISOString().slice(0, 10)

type Spelling = (name: string, value: string) => string

/**
 * The documentation lower-cases header values, yet no SDK lower-cases the Content-Type; x-tc-action, which no captured
 * SDK signs, is documented in lower case (contract 3.3).
 */
function spellings(claim: Tc3Claim): readonly Spelling[] {
  const asSent: Spelling = (_, value) => value
  const lowerCase: Spelling = (_, value) => value.toLowerCase()
  const usual: Spelling = (name, value) => (name === 'x-tc-action' ? value.toLowerCase() : value)
  return claim.signedHeaders.includes('x-tc-action') ? [usual, asSent, lowerCase] : [asSent, lowerCase]
}

function valueOf(request: WireRequest, name: string, host: string): string {
  if (name === 'host') return host
  const value = request.headers[name]
  if (value === undefined)
    throw malformed(
      `the signed header \`${name}\` is not in the request`,
      `请求中没有已签名的请求头 \`${name}\``,
    )
  return withoutOuterBlanks(value)
}

/**
 * Spaces and tabs only, as HTTP has it: String.trim would also take a no-break space for one. Step by step, because a
 * pattern tries every run of blanks in the middle from each of its blanks: half a minute for a header of 100 KB.
 */
function withoutOuterBlanks(value: string): string {
  const isBlank = (index: number): boolean => value[index] === ' ' || value[index] === '\t'
  let start = 0
  let end = value.length
  while (start < end && isBlank(start)) start++
  while (end > start && isBlank(end - 1)) end--
  return value.slice(start, end)
}

function payloadOf(request: WireRequest): Uint8Array | string {
  if (request.headers['x-tc-content-sha256'] === unsignedPayload) return unsignedPayload
  return request.method === 'GET' ? '' : request.body
}

const threeItems = [
  'it has to be `Credential=..., SignedHeaders=..., Signature=...`',
  '格式须为 `Credential=..., SignedHeaders=..., Signature=...`',
] as const

const malformed = (en: string, zh: string): ApiError =>
  new ApiError('AuthFailure.InvalidAuthorization', { reason: text(en, zh) })

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const hex = (bytes: Uint8Array): string => bytes.reduce((text, byte) => text + hexBytes[byte], '')
