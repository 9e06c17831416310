/**
 * Why a request came to nothing, in words fit for the caller of the API: no addresses, no ports, no stack. It is thrown
 * inside net/ only; the face turns it into a result.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  /** Whether asking again later would be answered the same. */
  readonly permanent: boolean

  constructor(reason: string, permanence: 'permanent' | 'passing', cause?: unknown) {
    super(reason, { cause })
    this.permanent = permanence === 'permanent'
  }
}

/** The Refusal behind whatever Node threw while connecting or reading. An error of our own making is thrown on. */
export function refusalFrom(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (code === undefined) throw error
  const known = reasons[code]
  if (known !== undefined) return new Refusal(known[0], known[1], error)
  if (code.startsWith('ERR_TLS_') || certificateCode.test(code))
    return new Refusal("the server's certificate is not valid", 'permanent', error)
  if (/^(EPROTO|ERR_SSL_|ERR_OSSL_)/.test(code))
    return new Refusal('no secure connection came about', 'permanent', error)
  if (code.startsWith('HPE_')) return new Refusal("the server's answer is not HTTP", 'permanent', error)
  if (/^(E|EAI_)[A-Z]+$/.test(code)) return new Refusal('the server cannot be reached', 'passing', error)
  throw error
}

/** What OpenSSL may find wrong with a certificate (Node.js, tls, "X509 certificate error codes"). A server chooses. */
const certificateCode =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_|INVALID_(CA|PURPOSE)$|(HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|UNSPECIFIED)$)/

const reasons: Readonly<Record<string, readonly [string, 'permanent' | 'passing']>> = {
  ENOTFOUND: ['the host name is unknown', 'permanent'],
  // getaddrinfo says EINVAL of a name that no resolver could carry: a label over 63 or a name over 255 bytes.
  EINVAL: ['the host name is unknown', 'permanent'],
  EAI_AGAIN: ['the host name could not be looked up', 'passing'],
  ECONNREFUSED: ['the server refused the connection', 'passing'],
  ECONNRESET: ['the connection broke off', 'passing'],
  EPIPE: ['the connection broke off', 'passing'],
  ERR_STREAM_PREMATURE_CLOSE: ['the connection broke off', 'passing'],
  HPE_HEADER_OVERFLOW: ["the server's headers are too large", 'permanent'],
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
