import assert from 'node:assert/strict'
import { idempotencyDays } from '../contract/extensions.ts'
import { StatementLost } from '../database/connection-loss.ts'
import type { Database } from '../database/database.ts'
import { grouped } from '../database/grouped.ts'
import { cancelMessage } from './cancel-words.ts'
import { createTaskId } from './ids.ts'
import { createTasks } from './sql/create-tasks.ts'
import { describeTasks } from './sql/describe-tasks.ts'
import { findIdempotencyKey } from './sql/find-idempotency-key.ts'
import { requestCancel } from './sql/request-cancel.ts'
import { isFinal } from './task.ts'
import { viewOf } from './task-view.ts'
import { type Created, type Creation, TaskUnconfirmed, type TaskView, type Tasks } from './tasks.ts'

/** The register of tasks on PostgreSQL: creates and looks that arrive together share a statement. */
export function createTaskRegister(database: Database, now: () => Date): Tasks {
  const insert = grouped<NumberedCreation, Created>(async (creations) => {
    const held = await database.query(createTasks, [
      creations.map((creation) => creation.taskId),
      creations.map((creation) => creation.accountId),
      creations.map((creation) => creation.vendor),
      creations.map((creation) => creation.requestId),
      creations.map((creation) => JSON.stringify(creation.request)),
      creations.map((creation) => JSON.stringify(creation.job)),
      creations.map((creation) => creation.idempotency?.key),
      creations.map((creation) => creation.idempotency?.digest),
      idempotencyDays * 24,
      ...wishColumns(creations),
      creations.map((creation) => creation.priority ?? 0),
    ])
    const holders = new Map(held.map((row) => [`${row.account_id} ${row.key}`, row]))
    return creations.map(({ taskId, accountId, idempotency }) => {
      if (idempotency === undefined) return { taskId }
      const holder = holders.get(`${accountId} ${idempotency.key}`) ?? assert.fail('every key has a holder')
      return createdOf(holder, idempotency.digest)
    })
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
    create(creation) {
      const taskId = createTaskId(creation.appId, now())
      return insert({ ...creation, taskId }).catch((error: unknown) => {
        throw error instanceof StatementLost ? new TaskUnconfirmed(taskId, error) : error
      })
    },
    async made(accountId, { key, digest }) {
      const [held] = await database.query(findIdempotencyKey, [accountId, key, idempotencyDays * 24])
      return held === undefined ? null : createdOf(held, digest)
    },
    describe: (accountId, taskId) => look({ accountId, taskId }),
    async cancel(accountId, taskId) {
      const message = cancelMessage({ end: 'unsent' }, { estimate: null })
      const [before] = await database.query(requestCancel, [accountId, taskId, message])
      if (before === undefined) return { outcome: 'unknown' }
      if (!isFinal(before.stage) || before.cancel !== null) return { outcome: 'cancelled' }
      return { outcome: 'ended', status: before.stage === 'done' ? 'DONE' : 'FAIL' }
    },
  }
}

const createdOf = (
  holder: { readonly task_id: string; readonly digest: string },
  digest: string,
): Created => ({ taskId: holder.task_id, ...(holder.digest === digest ? {} : { conflict: true }) })

type Question = { readonly accountId: bigint; readonly taskId: string }

type NumberedCreation = Creation & { readonly taskId: string }

/** Only of the few that want to be told. */
function wishColumns(creations: readonly NumberedCreation[]): readonly (readonly unknown[])[] {
  const wishes = creations.flatMap(({ taskId, notify }) => (notify ? [{ taskId, ...notify }] : []))
  return [
    wishes.map(({ taskId }) => taskId),
    wishes.map(({ url }) => url),
    wishes.map(({ url }) => new URL(url).host),
    wishes.map(({ secret }) => secret),
    wishes.map(({ sessionId }) => sessionId),
  ]
}
