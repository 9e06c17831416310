import type { Database } from '../database/database.ts'
import { countUnfinishedTasks as statement } from './sql/count-unfinished-tasks.ts'

/** How many tasks are in each stage, and how long the oldest of them has been under way; stages without any are left out. */
export async function countUnfinishedTasks(
  database: Database,
): Promise<readonly { readonly stage: string; readonly count: number; readonly oldestSeconds: number }[]> {
  const rows = await database.query(statement, [])
  return rows.map(({ stage, count, oldest_seconds }) => ({ stage, count, oldestSeconds: oldest_seconds }))
}
