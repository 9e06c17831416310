/**
 * Whether an error means that the database could not be reached or was shutting down, rather than that it refused:
 * the same call may succeed in a moment. (PostgreSQL manual, appendix A: classes 08 and 57P, 53300, 25P03.)
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Several addresses of one host name: Node reports one error for each.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code.startsWith('08') || code.startsWith('57P') || code === '53300' || code === '25P03') return true
  const onTheWire = 'syscall' in error && ['connect', 'read', 'write'].includes(String(error.syscall))
  if (onTheWire) return true
  return /Connection terminated|connection error|connection timeout|timeout exceeded when trying to connect/i.test(
    error.message,
  )
}
