import pg from 'pg'
import type { Database } from '../database.ts'
import { listTables } from '../sql/list-tables.ts'

/**
 * Tables that an archive does not carry, and why. All others of our schema it does, whoever adds them. Unlogged tables
 * are left out too: what may be gone after a crash is nothing to keep (the counts of the current second). The engine's
 * tables are in a schema of their own: its part is told anew from our rows.
 */
const leftOut: Readonly<Record<string, string>> = {
  schema_migrations: 'the header has it',
  workers: 'they live where the archive was made',
}

export type ArchivedTable = { readonly name: string; readonly columns: readonly string[] }

/** The tables that an archive carries, each after those that its rows refer to. */
export async function archivedTables(database: Pick<Database, 'query'>): Promise<readonly ArchivedTable[]> {
  const rows = await database.query(listTables, [])
  const waiting = new Map(
    rows.filter((row) => !row.is_unlogged && !(row.name in leftOut)).map((row) => [row.name, row]),
  )
  const ordered: ArchivedTable[] = []
  while (waiting.size > 0) {
    const next = [...waiting.values()].filter((row) => !row.refers_to.some((name) => waiting.has(name)))
    if (next.length === 0) throw new Error(`Tables refer to each other: ${[...waiting.keys()].join(', ')}`)
    for (const { name, columns } of next) {
      waiting.delete(name)
      ordered.push({ name, columns })
    }
  }
  return ordered
}

/** `tasks (id, stage)` */
export const listed = (table: string, columns: readonly string[]): string =>
  `${pg.escapeIdentifier(table)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`

/** What pg_dump sets as well: the text of a value may not depend on the server's configuration. */
export const plainSession = `
  set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 3;
  set local bytea_output = 'hex'; set local row_security = off; set local statement_timeout = 0;
  set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`
