import { StatementLost } from '../../src/database/connection-loss.ts'
import type { Database, Statement } from '../../src/database/database.ts'
import type { Cut, Schedule } from './cut.ts'
import { asProcess, befall, type Life } from './life.ts'

export type CutTools = { readonly life: Life; readonly schedule: Schedule }

/**
 * The database as one process sees it, cut at every statement. What a lost connection means is what the port promises
 * (src/database/database.ts): nobody knows whether the statement was carried out, and a repeatable one is sent again.
 */
export function cutDatabase(
  database: Pick<Database, 'query' | 'transaction'>,
  listen: Database['listen'],
  tools: CutTools,
): Database {
  const { life } = tools
  return {
    async query(statement, values) {
      await life.breathe()
      const send = () => database.query(statement, values)
      const cut = tools.schedule.pass(statement.name, 'statement')
      if (cut?.moment === 'before') {
        befall(life, cut)
        await life.breathe()
        if (cut.fate === 'loses') throw lostStatement()
      }
      const rows = await life.hear(send())
      if (cut?.moment !== 'after') return rows
      befall(life, cut)
      await life.breathe()
      if (cut.fate !== 'loses') return rows
      if (statement.repeatable === true) return life.hear(send())
      throw lostStatement()
    },
    transaction: (work) => cutTransaction(database, work, tools),
    async listen(channel, heard) {
      await life.breathe()
      const hear = (payload: string): void => asProcess(life, () => heard(payload))
      const stop = await life.hear(
        listen(channel, (payload) => {
          if (life.state() === 'alive') hear(payload)
        }),
      )
      life.whenGone((state) => {
        if (state === 'dead') void stop()
      })
      return stop
    },
  }
}

/**
 * A process that dies or freezes inside a transaction leaves one that the server rolls back: at once, or when it has
 * been idle for too long. Frozen processes hear of that when they go on.
 */
async function cutTransaction<Result>(
  database: Pick<Database, 'transaction'>,
  work: (transaction: Database) => Promise<Result>,
  { life, schedule }: CutTools,
): Promise<Result> {
  await life.breathe()
  let last = ''
  let commit: Cut | null = null
  const strike = (cut: Cut | null): void => {
    if (cut !== null) befall(life, cut)
    if (cut?.fate === 'loses' || life.state() !== 'alive') throw brokenConnection()
  }
  const run = (transaction: Database): Database => ({
    ...transaction,
    async query<Row>(statement: Statement<Row>, values: readonly unknown[]) {
      last = statement.name
      const cut = schedule.pass(statement.name, 'statement')
      strike(cut?.moment === 'before' ? cut : null)
      const rows = await transaction.query(statement, values)
      strike(cut?.moment === 'after' ? cut : null)
      return rows
    },
  })
  const committed = database.transaction(async (transaction) => {
    const result = await work(run(transaction))
    commit = schedule.pass(`COMMIT after ${last}`, 'statement')
    if (commit?.moment !== 'before') return result
    befall(life, commit)
    throw lostStatement()
  })
  const result = await life.hear(committed)
  // TypeScript does not see that the work above has run.
  const after = commit as Cut | null
  if (after?.moment !== 'after') return result
  befall(life, after)
  await life.breathe()
  if (after.fate === 'loses') throw lostStatement()
  return result
}

const lostStatement = (): Error => new StatementLost(new Error('cut'))
const brokenConnection = (): Error =>
  Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })
