import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import type { Backlog } from '../tasks/backlog.ts'
import type { Created, Creation, Tasks } from '../tasks/tasks.ts'

export type RecordParts = {
  readonly tasks: Pick<Tasks, 'create' | 'made'>
  readonly backlog: Backlog
  /** Unfinished tasks of an account without a bound of its own; 0 is no bound. */
  readonly unfinishedMax: number
}

/**
 * Writes a task down, if its account has room for one more. Who asks again for what he has been given has it, also when
 * there is no room. @throws ApiError LimitExceeded.CreateTask
 */
export async function recordTask(
  { tasks, backlog, unfinishedMax }: RecordParts,
  creation: Creation,
  { unfinishedMax: own }: AccessKey,
): Promise<Created> {
  const { accountId, idempotency } = creation
  const limit = own ?? unfinishedMax
  const room = await backlog.enter(accountId, limit)
  if (!room.granted) {
    const made = idempotency && (await tasks.made(accountId, idempotency))
    if (made) return made
    throw new ApiError('LimitExceeded.CreateTask', { count: room.count, limit })
  }
  try {
    return await tasks.create(creation)
  } finally {
    room.leave()
  }
}
