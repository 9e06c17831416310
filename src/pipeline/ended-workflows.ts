import type { Database } from '../database/database.ts'
import { listEndedWorkflows } from '../database/sql/list-ended-workflows.ts'
import { tryTurn } from '../database/sql/try-turn.ts'
import type { Engine } from './engine.ts'

/** Whoever wants to know how a workflow ended may look so long; the task and its timeline stay. */
const keepSeconds = 3600
const pageSize = 1000

/** The engine deletes nothing by itself: what ended would fill its tables, 1.7 KB for each task that ever was (engine.md 3). */
export async function forgetEndedWorkflows(
  database: Database,
  engine: Pick<Engine, 'forget'>,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const [turn] = await transaction.query(tryTurn, ['forget'])
    if (turn?.taken !== true) return
    for (;;) {
      const ended = await transaction.query(listEndedWorkflows, [keepSeconds, pageSize])
      if (ended.length > 0) await engine.forget(ended.map(({ id }) => id))
      if (ended.length < pageSize) return
    }
  })
}
