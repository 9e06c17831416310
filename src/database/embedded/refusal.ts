/**
 * Says why Reelay cannot run its own PostgreSQL here, and what to do: `what` is a sentence, `remedy` an order that
 * would mend it, if there is one. Another server is always a way out.
 */
export class EmbeddedPostgresRefusal extends Error {
  override readonly name = 'EmbeddedPostgresRefusal'

  constructor(what: string, remedy: string | null, cause?: unknown) {
    const elsewhere =
      'set REELAY_DATABASE_URL to a PostgreSQL 15 or newer (postgresql://user:password@host:5432/name)'
    const advice = remedy === null ? `To go on, ${elsewhere}.` : `${remedy} Or ${elsewhere}.`
    super(`Reelay cannot start its own database. ${what} ${advice}`, { cause })
  }
}

/** Root in a cage: without CAP_SETUID or CAP_CHOWN, or in a user namespace that knows nobody but root. */
export const boundToRoot = (cause?: unknown): EmbeddedPostgresRefusal =>
  new EmbeddedPostgresRefusal(
    'PostgreSQL does not run as root, and this root may not run programs, or own files, as another user.',
    'Run Reelay as an ordinary user.',
    cause,
  )
