import { commonParameters } from '../contract/common-parameters.ts'
import type { Digest } from './digest.ts'
import type { Explanation } from './explain-signature.ts'
import type { Pair } from './form-pairs.ts'
import { tc3Explanations, type Tc3Claim } from './tc3-signature.ts'
import { v1Explanations } from './v1-signature.ts'
import type { WireRequest } from './wire-request.ts'

// What was signed, as it may be read by people who are not the caller. Prompts, image links and tokens stand for their
// length only: `Prompt=<24 characters>`. The strings therefore cannot be hashed again; `stringToSign` has the hash.

/** For TC3: a GET has its parameters in the query, and any header may have been signed. */
export function maskedTc3(
  digest: Digest,
  request: WireRequest,
  claim: Tc3Claim,
  timestamp: string,
  { stringToSign }: Explanation,
): Explanation {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value = '']) => [
      name,
      openHeaders.has(name) ? value : masked(value),
    ]),
  )
  const query = maskedQuery(request.query)
  const [first] = tc3Explanations(digest, { ...request, headers, query }, claim, timestamp)
  return { canonicalRequest: first?.canonicalRequest ?? null, stringToSign }
}

/** For version 1, whose string to sign has every parameter in it. */
export function maskedV1(request: WireRequest, pairs: readonly Pair[]): Explanation {
  const [first] = v1Explanations(request, pairs.map(maskedPair))
  if (first === undefined) throw new Error('A signature was explained without a candidate.')
  return first
}

const openParameters: ReadonlySet<string> = new Set(
  commonParameters.map(({ name }) => name).filter((name) => name !== 'Token'),
)
const openHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-type',
  'x-tc-content-sha256',
  ...commonParameters.flatMap(({ name, header }) => (header !== null && name !== 'Token' ? [header] : [])),
])

const maskedPair = ({ name, value }: Pair): Pair => ({
  name,
  value: openParameters.has(name) ? value : masked(value),
})

/** As it was sent, because one that cannot be decoded has to be explained, too. */
const maskedQuery = (query: string): string =>
  query === '' ? '' : query.split('&').map(maskedPiece).join('&')

function maskedPiece(piece: string): string {
  const split = piece.indexOf('=') + 1
  return piece.slice(0, split) + masked(piece.slice(split))
}

const masked = (value: string): string => `<${value.length} characters>`
