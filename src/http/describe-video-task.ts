import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import type { DescribeAigcVideoTaskRequest, DescribeAigcVideoTaskResponse } from '../contract/shapes.ts'
import type { Clock } from '../net/clock.ts'
import { wireViewOf } from '../tasks/task-view.ts'
import type { Tasks } from '../tasks/tasks.ts'

export type DescribeVideoTaskParts = {
  readonly tasks: Tasks
  /** A link to a stored result that works for a while from `now`. */
  readonly resultUrl: (key: string, now: Date) => string
  readonly clock: Clock
}

/** DescribeAigcVideoTask, after the shape. Another account's task is as unknown as one that never was. */
export async function describeVideoTask(
  { tasks, resultUrl, clock }: DescribeVideoTaskParts,
  { TaskId }: DescribeAigcVideoTaskRequest,
  { key }: { readonly key: AccessKey },
): Promise<DescribeAigcVideoTaskResponse> {
  const view = await tasks.describe(key.accountId, TaskId)
  if (view === null) throw new ApiError('ResourceNotFound.TaskNotFound', { taskId: TaskId })
  const now = clock.now()
  return wireViewOf(view, (resultKey) => resultUrl(resultKey, now))
}
