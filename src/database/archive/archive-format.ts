import { z } from 'zod'

/**
 * An archive is text, gzipped; `zcat` shows it. Lines of JSON say what follows, rows stand between them as PostgreSQL's
 * COPY writes them, which every version since reads:
 *
 *     {"format":"reelay-archive","version":1,...}                 once: header
 *     {"table":"accounts","columns":["account_id",...]}           for each table: tableHead
 *     1<tab>1250000001<tab>first...                                  its rows
 *     \.
 *     {"rows":1}                                                     tableEnd
 *     {"sequences":{"accounts_app_id_seq":"1250000001"}}          once: sequences
 *     {"sha256":"..."}                                            once, last: of everything before it
 */
export const formatVersion = 1

/** What ends the rows of a table. No row looks like this: COPY writes a backslash as two. */
export const rowsEnd = Buffer.from('\\.\n')

/** What may be told of an archive before the rest of it is understood. */
export const anyHeader = z.looseObject({ format: z.literal('reelay-archive'), version: z.number().int() })

export const header = anyHeader.extend({
  madeAt: z.string(),
  /** The server that it was made on, for people. */
  server: z.string(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), checksum: z.string() })),
  /** Other connections of Reelay's at that time: with any, tasks may have gone on after it. */
  connections: z.number().int(),
})
export type Header = z.infer<typeof header>

export const tableHead = z.object({ table: z.string(), columns: z.array(z.string()).min(1) })

export const tableEnd = z.object({ rows: z.number().int() })

/** Where each sequence goes on, as text: a bigint is no JSON number. */
export const sequences = z.object({ sequences: z.record(z.string(), z.string().regex(/^-?\d+$/)) })

export const trailer = z.object({ sha256: z.string() })

/** Something about an archive, or where it is to go, that the operator can mend. Nothing was changed. */
export class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal'
}

/** How many rows of each table an archive holds. */
export type TableCounts = Readonly<Record<string, number>>
