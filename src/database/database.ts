/** The port to PostgreSQL: named statements in, rows out. Only `database/` and `tasks/sql/` write SQL. */
export interface Database {
  /**
   * Runs one statement. When the connection dies while it is on its way, nobody knows whether it was carried out: a
   * repeatable one is sent again; any other is never sent twice from here. What stays unknown throws `StatementLost`;
   * other errors of a database that is away mean that nothing was sent. Rows come as `column-types.ts`
   * says (`bigint` is a `bigint`).
   */
  query<Row>(statement: Statement<Row>, values: readonly unknown[]): Promise<Row[]>
  /**
   * Everything the work does through its own `Database` commits together or not at all. A statement that fails ends
   * the transaction, also when its error is swallowed. Transactions do not nest. A COMMIT whose answer was lost throws
   * `StatementLost`: only then is it unknown whether anything was committed.
   */
  transaction<Result>(work: (database: Database) => Promise<Result>): Promise<Result>
  /**
   * Calls back on every NOTIFY of the channel; reconnects by itself. Returns the way to stop. What is notified while
   * it reconnects is lost: take a NOTIFY as a hint, and also look by the clock.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
}

/** One SQL statement, prepared under its name on each connection. `Row` is the shape of what it returns. */
export type Statement<Row> = {
  readonly name: string
  readonly text: string
  /** Sending it twice does no more than sending it once. */
  readonly repeatable?: true
  readonly row?: Row
}

/** Declares a statement with the type of its rows. */
export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text })

/** The same for one that may be sent again when its answer was lost: a look, or a write that the second time is none. */
export const repeatableStatement = <Row>(name: string, text: string): Statement<Row> => ({
  name,
  text,
  repeatable: true,
})
