import type { Database } from '../database/database.ts'
import { countUnfinishedTasks as statement } from './sql/count-unfinished-tasks.ts'
import { type Stage, wireStatus } from './task.ts'

export type UnfinishedTasks = {
  readonly family: string
  readonly stage: Stage
  /** What a caller is told: WAIT or RUN. */
  readonly status: string
  readonly count: number
  /** Since the oldest of them was created. */
  readonly oldestSeconds: number
}

/** How many tasks of each family are in each stage; stages without any are left out. */
export async function countUnfinishedTasks(database: Database): Promise<readonly UnfinishedTasks[]> {
  const rows = await database.query(statement, [])
  return rows.map(({ family, stage, count, oldest_seconds: oldestSeconds }) => ({
    family,
    stage,
    status: wireStatus(stage),
    count,
    oldestSeconds,
  }))
}
