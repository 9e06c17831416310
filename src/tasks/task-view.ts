import type { DescribeAigcVideoTaskResponse } from '../contract/shapes.ts'
import { type Result, type Stage, wireStatus } from './task.ts'
import type { TaskView } from './tasks.ts'

/** What the row of a task shows to its caller. */
export type TaskViewRow = {
  readonly id: string
  readonly stage: Stage
  readonly results: readonly Result[] | null
  readonly message: string
}

export function viewOf(row: TaskViewRow): TaskView {
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

/** The same in the words of the wire: what Describe answers and what a notification says. */
export const wireViewOf = (
  view: TaskView,
  resultUrl: (key: string) => string,
): DescribeAigcVideoTaskResponse => ({
  Status: view.status,
  VideoUrls: view.resultKeys.map(resultUrl),
  Resolution: view.resolution,
  Message: view.message,
})
