import type { Job } from '../catalog/job.ts'
import type { Database } from '../database/database.ts'
import type { CostBook, TaskCost } from './cost-book.ts'
import type { QueueForecast } from './queue-forecast.ts'
import { countTasks } from './sql/count-tasks.ts'
import { findListedTask, type ListedTaskRow, listTasks } from './sql/list-tasks.ts'
import { viewOf } from './task-view.ts'
import { type CancelState, isFinal, type Stage } from './task.ts'
import type { TaskView } from './tasks.ts'

/** The tasks of an account, newest first, a page at a time. */
export interface TaskList {
  page(
    accountId: bigint,
    question: TaskQuestion,
    after: TaskPlace | null,
    countMax: number,
  ): Promise<TaskPage>
  /** `null` for an unknown id and for another account's task alike. */
  find(accountId: bigint, taskId: string): Promise<ListedTask | null>
  /** How many the question has in all; more than `countMax` are not counted. */
  count(accountId: bigint, question: TaskQuestion, countMax: number): Promise<number>
}

export type TaskQuestion = {
  readonly stages: readonly Stage[]
  /** Of the create; both inclusive. */
  readonly from?: Date
  readonly until?: Date
}

/** Right behind a task: tasks that come meanwhile are before every place. */
export type TaskPlace = { readonly createdMicros: bigint; readonly taskId: string }

export type TaskPage = {
  readonly tasks: readonly ListedTask[]
  /** `null` when there are no more. */
  readonly next: TaskPlace | null
}

export type ListedTask = TaskView & {
  readonly stage: Stage
  readonly vendor: string
  readonly job: Job
  readonly cancel: CancelState | null
  readonly createdAt: Date
  /** When the vendor took the job. */
  readonly submittedAt: Date | null
  readonly finishedAt: Date | null
  /** `null` when it does not wait. */
  readonly queuePosition: number | null
  /** When it should be done; `null` when it has ended or nobody can tell. */
  readonly expectedAt: Date | null
  /** `null` when nothing was sent to a vendor. */
  readonly cost: TaskCost | null
}

export type TaskListParts = {
  readonly database: Database
  readonly forecast: QueueForecast
  readonly costs: Pick<CostBook, 'ofTasks'>
  /** How long the vendor takes for such a job; `null`: nobody knows yet. */
  readonly typicalSeconds: (vendor: string, job: Job) => number | null
  readonly now: () => Date
}

export function createTaskList({ database, forecast, costs, typicalSeconds, now }: TaskListParts): TaskList {
  return {
    async page(accountId, { stages, from, until }, after, countMax) {
      const place = [after?.createdMicros, after?.taskId]
      // One more tells whether there is a next page.
      const rows = await database.query(listTasks, [accountId, stages, from, until, ...place, countMax + 1])
      const shown = rows.slice(0, countMax)
      const last = rows.length > countMax ? shown.at(-1) : undefined
      return {
        tasks: await describeAll(shown),
        next: last === undefined ? null : { createdMicros: last.created_micros, taskId: last.id },
      }
    },
    async find(accountId, taskId) {
      const [task] = await describeAll(await database.query(findListedTask, [accountId, taskId]))
      return task ?? null
    },
    async count(accountId, { stages, from, until }, countMax) {
      const [row] = await database.query(countTasks, [accountId, stages, from, until, countMax])
      return row?.count ?? 0
    },
  }

  async function describeAll(rows: readonly ListedTaskRow[]): Promise<readonly ListedTask[]> {
    const waiting = rows.filter(({ stage }) => stage === 'queued').map(({ id }) => id)
    const [places, bought] = await Promise.all([
      waiting.length === 0 ? new Map<string, never>() : forecast.places(waiting),
      rows.length === 0 ? new Map<string, never>() : costs.ofTasks(rows.map(({ id }) => id)),
    ])
    return rows.map((row) => {
      const place = places.get(row.id) ?? null
      const { vendor, job, cancel } = row
      return {
        ...viewOf(row),
        stage: row.stage,
        vendor,
        job,
        cancel,
        createdAt: row.created_at,
        submittedAt: row.submitted_at,
        finishedAt: row.finished_at,
        queuePosition: place?.position ?? null,
        expectedAt: isFinal(row.stage) || cancel !== null ? null : expectedAt(row, place),
        cost: bought.get(row.id) ?? null,
      }
    })
  }

  /** Whoever waits is begun in the round that its place falls into, each of the usual length; nothing is ready in the past. */
  function expectedAt(
    { vendor, job, submitted_at: submittedAt }: ListedTaskRow,
    place: { readonly position: number; readonly slots: number } | null,
  ): Date | null {
    const seconds = typicalSeconds(vendor, job)
    if (seconds === null || place?.slots === 0) return null
    const rounds = place === null ? 1 : 1 + Math.ceil(place.position / place.slots)
    const began = (submittedAt ?? now()).getTime()
    return new Date(Math.max(now().getTime(), began + rounds * seconds * 1000))
  }
}
