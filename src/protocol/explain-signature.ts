import type { WireRequest } from './wire-request.ts'

/**
 * What was hashed and signed for one request. Shown to a caller whose signature fails (in the log today, in the
 * console later), because "check your signature" helps nobody. Holds nothing secret.
 */
export type Explanation = {
  /** `null` in version 1, which signs the string directly. */
  readonly canonicalRequest: string | null
  readonly stringToSign: string
}

export type Verdict = {
  readonly valid: boolean
  /** The candidate that matched, else the likeliest one. */
  readonly explanation: Explanation
}

/**
 * The hosts that a client may have signed, the likeliest first. Most sign the Host header as sent; the Node.js SDKs
 * leave the port out (captured, contract 3.6); tccli sends and signs a literal `http://host:port`.
 */
export function candidateHosts(request: WireRequest): readonly string[] {
  const sent = request.headers['host'] ?? ''
  const withoutPort = sent.replace(/:\d+$/, '')
  return [...new Set([sent, withoutPort, sent.toLowerCase(), withoutPort.toLowerCase()])]
}

/** Go, Java and .NET always sign `/`, whatever path their endpoint has (contract 3.6). */
export const candidatePaths = (request: WireRequest): readonly string[] => [...new Set([request.path, '/'])]

/** Looks for the candidate whose signature is the one sent. There is always at least one candidate. */
export function firstMatch(
  candidates: Iterable<Explanation>,
  matches: (candidate: Explanation) => boolean,
): Verdict {
  let likeliest: Explanation | undefined
  for (const candidate of candidates) {
    likeliest ??= candidate
    if (matches(candidate)) return { valid: true, explanation: candidate }
  }
  if (likeliest === undefined) throw new Error('A signature was checked without a candidate.')
  return { valid: false, explanation: likeliest }
}
