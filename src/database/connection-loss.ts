/**
 * Whether an error means that the database could not be reached or was shutting down, rather than that it refused:
 * the same call may succeed in a moment. (PostgreSQL manual, appendix A: classes 08 and 57P, 53300, 25P03.)
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof StatementLost) return true
  // Several addresses of one host name: Node reports one error for each.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code.startsWith('08') || code.startsWith('57P') || code === '53300' || code === '25P03') return true
  const syscall = 'syscall' in error ? error.syscall : undefined
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true
  // Files are read and written too: a full disk is no lost connection.
  if ((syscall === 'read' || syscall === 'write') && brokenLine.has(code)) return true
  return /Connection terminated|connection error|connection timeout|timeout exceeded when trying to connect/i.test(
    error.message,
  )
}

const brokenLine = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTCONN'])

/** The connection died while a statement was on its way: nobody knows whether it was carried out. */
export class StatementLost extends Error {
  override readonly name = 'StatementLost'

  constructor(cause: unknown) {
    super(`A statement was lost: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
