import type { Digest } from './digest.ts'
import {
  candidateHosts,
  candidatePaths,
  firstMatch,
  type Explanation,
  type Verdict,
} from './explain-signature.ts'
import type { Pair } from './form-pairs.ts'
import type { WireRequest } from './wire-request.ts'

/** `HmacSHA256`; anything else, or nothing, means HmacSHA1 (contract 3.2). */
export type V1Method = 'sha1' | 'sha256'

export const v1MethodOf = (signatureMethod: string | undefined): V1Method =>
  signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1'

/** Base64, as the parameter `Signature` carries it. */
export function signV1(digest: Digest, method: V1Method, secretKey: string, stringToSign: string): string {
  return btoa(String.fromCharCode(...digest.hmac(method, secretKey)(stringToSign)))
}

/**
 * Every string that an honest client may have signed (contract 3.4): method, host, path, then all parameters but
 * `Signature`, decoded, in ascending order of their names. Empty values take part.
 */
export function* v1Explanations(request: WireRequest, pairs: readonly Pair[]): Generator<Explanation> {
  const parameters = pairs
    .filter(({ name }) => name !== 'Signature')
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&')
  for (const path of candidatePaths(request)) {
    for (const host of candidateHosts(request)) {
      yield { canonicalRequest: null, stringToSign: `${request.method}${host}${path}?${parameters}` }
    }
  }
}

/** Checks the parameter `Signature` against every candidate. */
export function verifyV1(
  digest: Digest,
  request: WireRequest,
  pairs: readonly Pair[],
  secretKey: string,
  sent: { readonly method: V1Method; readonly signature: string },
): Verdict {
  return firstMatch(v1Explanations(request, pairs), ({ stringToSign }) =>
    digest.equal(signV1(digest, sent.method, secretKey, stringToSign), sent.signature),
  )
}
