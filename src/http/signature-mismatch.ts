import type { AccessKey } from '../accounts/accounts.ts'
import type { Digest } from '../protocol/digest.ts'
import type { Envelope } from '../protocol/envelope.ts'
import type { Verdict } from '../protocol/explain-signature.ts'
import { maskedTc3, maskedV1 } from '../protocol/masked-explanation.ts'
import { tc3Hint, v1Hint } from '../protocol/signature-hint.ts'
import type { Tc3Claim } from '../protocol/tc3-signature.ts'
import { v1MethodOf } from '../protocol/v1-signature.ts'
import type { WireRequest } from '../protocol/wire-request.ts'

/** Why a signature does not match, for the operator. Holds no secret, no prompt and no token, and is bounded. */
export class SignatureMismatch extends Error {
  override readonly name = 'SignatureMismatch'
  readonly explanation: string

  constructor(explanation: string) {
    super('A signature does not match.')
    this.explanation = explanation
  }
}

export type Mismatch = {
  readonly request: WireRequest
  readonly envelope: Envelope
  readonly key: AccessKey
  readonly timestamp: string
  /** `null` in version 1. */
  readonly tc3: Tc3Claim | null
  readonly verdict: Verdict
}

const partCharactersMax = 3000
const noHint =
  'None of the usual mistakes explains it. Most likely the SecretKey is not the one that belongs to this SecretId, or something between client and server changed the body.'

/** The hint, then what the server computed for the likeliest reading of the request. */
export function explainMismatch(digest: Digest, mismatch: Mismatch): SignatureMismatch {
  const { request, envelope, key, timestamp, tc3, verdict } = mismatch
  const { canonicalRequest, stringToSign } =
    tc3 !== null
      ? maskedTc3(digest, request, tc3, timestamp, verdict.explanation)
      : maskedV1(request, envelope.pairs)
  const hint =
    tc3 !== null
      ? tc3Hint(digest, request, tc3, timestamp, key.secretKey)
      : v1Hint(digest, request, envelope.pairs, key.secretKey, sentSignature(envelope))
  return new SignatureMismatch(
    [
      hint ?? noHint,
      ...(canonicalRequest === null ? [] : [`Canonical request:\n${bounded(canonicalRequest)}`]),
      `String to sign:\n${bounded(stringToSign)}`,
    ].join('\n\n'),
  )
}

/** What a version 1 request says of its signature. */
export const sentSignature = ({ common }: Envelope) => ({
  method: v1MethodOf(common.get('SignatureMethod')),
  signature: common.get('Signature') ?? '',
})

const bounded = (text: string): string =>
  text.length > partCharactersMax ? `${text.slice(0, partCharactersMax).toWellFormed()}...` : text
