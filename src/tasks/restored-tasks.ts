import type { Database } from '../database/database.ts'
import { doubtUnsentTasks } from './sql/doubt-unsent-tasks.ts'
import { returnToOutbox } from './sql/return-to-outbox.ts'

/** The engine's tables did not come along: unfinished tasks go on from their rows. Answers how many. */
export async function resumeFromRows(database: Database, archiveMadeAt: string): Promise<number> {
  const [row] = await database.query(returnToOutbox, [JSON.stringify({ archiveMadeAt })])
  return row?.tasks ?? 0
}

/**
 * For rows that may be older than the truth: what they call unsent may have been sent, and paid, since. Each such task
 * is looked up at its vendor before anything is sent, as after a lost answer. Answers how many.
 */
export async function doubtUnsent(database: Database, reason: string): Promise<number> {
  const [row] = await database.query(doubtUnsentTasks, [reason])
  return row?.tasks ?? 0
}
