import { StatementLost } from '../database/connection-loss.ts'
import type { Database } from '../database/database.ts'
import { grouped } from '../database/grouped.ts'
import { createTaskId } from './ids.ts'
import { createTasks } from './sql/create-tasks.ts'
import { describeTasks } from './sql/describe-tasks.ts'
import { wireStatus } from './task.ts'
import { type Creation, TaskUnconfirmed, type TaskView, type Tasks } from './tasks.ts'

/** The register of tasks on PostgreSQL: creates and looks that arrive together share a statement. */
export function createTaskRegister(database: Database, now: () => Date): Tasks {
  const insert = grouped<Creation & { readonly taskId: string }, void>(async (creations) => {
    await database.query(createTasks, [
      creations.map((creation) => creation.taskId),
      creations.map((creation) => creation.accountId),
      creations.map((creation) => creation.vendor),
      creations.map((creation) => creation.requestId),
      creations.map((creation) => JSON.stringify(creation.request)),
      creations.map((creation) => JSON.stringify(creation.job)),
    ])
    return creations.map(() => undefined)
  })

  const look = grouped<Question, TaskView | null>(async (questions) => {
    const rows = await database.query(describeTasks, [
      questions.map((question) => question.accountId),
      questions.map((question) => question.taskId),
    ])
    const views = new Map(rows.map((row) => [`${row.account_id} ${row.id}`, viewOf(row)]))
    return questions.map((question) => views.get(`${question.accountId} ${question.taskId}`) ?? null)
  })

  return {
    async create(creation) {
      const taskId = createTaskId(creation.appId, now())
      await insert({ ...creation, taskId }).catch((error: unknown) => {
        throw error instanceof StatementLost ? new TaskUnconfirmed(taskId, error) : error
      })
      return { taskId }
    },
    describe: (accountId, taskId) => look({ accountId, taskId }),
  }
}

type Question = { readonly accountId: bigint; readonly taskId: string }

function viewOf(row: NonNullable<(typeof describeTasks)['row']>): TaskView {
  const done = row.stage === 'done'
  const [first] = row.results ?? []
  return {
    taskId: row.id,
    status: wireStatus(row.stage),
    resultKeys: done ? (row.results ?? []).map((result) => result.key) : [],
    resolution: done && first ? `${first.width}x${first.height}` : '',
    message: row.stage === 'failed' ? row.message : '',
  }
}
