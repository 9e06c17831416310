/** Where a database is: what `pg` and libpq call host, port, user and database. */
export type Address = {
  /** A host name, or the directory of a Unix socket (it begins with `/`). */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly password?: string
}

/** The same as a URL that `pg`, DBOS, psql and every libpq client read: a socket directory goes percent-encoded. */
export function urlOf({ host, port, user, database, password }: Address): string {
  const encode = encodeURIComponent
  const credentials = password === undefined ? encode(user) : `${encode(user)}:${encode(password)}`
  return `postgresql://${credentials}@${encode(host)}:${port}/${encode(database)}`
}
