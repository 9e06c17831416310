import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import { invalidValue } from '../contract/finding.ts'
import { findingsError } from '../contract/findings-error.ts'
import type { ManageTaskRequest, ManageTaskResponse } from '../contract/manage-task-shapes.ts'
import { text } from '../contract/text.ts'
import type { Tasks } from '../tasks/tasks.ts'

export type ManageTaskParts = { readonly tasks: Pick<Tasks, 'cancel'> }

/**
 * ManageTask, after the shape. Whoever is answered with a RequestId will see the task end as FAIL; asking again answers the
 * same, so that a lost answer does no harm.
 */
export async function manageTask(
  { tasks }: ManageTaskParts,
  { OperationType, TaskId: taskId }: ManageTaskRequest,
  { key }: { readonly key: AccessKey },
): Promise<ManageTaskResponse> {
  if (OperationType !== 'Abort') {
    const advice = text('Allowed: `Abort`, which cancels the task.', '可选值：`Abort`，即取消任务。')
    throw findingsError([invalidValue('OperationType', OperationType, advice)])
  }
  const answer = await tasks.cancel(key.accountId, taskId)
  switch (answer.outcome) {
    case 'cancelled':
      return {}
    case 'ended':
      throw new ApiError('FailedOperation', { taskId, status: answer.status }, { variant: 'taskEnded' })
    case 'unknown':
      throw new ApiError('ResourceNotFound.TaskNotFound', { taskId })
  }
}
