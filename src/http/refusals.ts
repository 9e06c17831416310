import { ApiError } from '../contract/api-error.ts'
import { isDatabaseAway, StatementLost } from '../database/connection-loss.ts'
import { TaskUnconfirmed } from '../tasks/tasks.ts'
import type { Log } from '../telemetry/log.ts'

/** Makes of whatever went wrong what a caller may hear, and tells the operator the rest. */
export type Refusals = {
  /** `begun`: the action itself had begun, so that something may have been done. */
  of(error: unknown, call: { readonly requestId: string; readonly begun: boolean }): ApiError
  /** To be called when a request was served: an outage is over. */
  served(): void
}

export function createRefusals(log: Log): Refusals {
  let outage: { refused: number } | null = null

  const away = (error: unknown, requestId: string): void => {
    if (outage === null) log.error({ err: error, requestId }, 'the database is away: requests are refused')
    outage ??= { refused: 0 }
    outage.refused++
  }

  return {
    of(error, { requestId, begun }) {
      if (error instanceof ApiError) return error
      if (error instanceof TaskUnconfirmed) {
        away(error, requestId)
        const { taskId } = error
        return new ApiError('ServiceUnavailable', { taskId }, { variant: 'taskUnconfirmed', cause: error })
      }
      if (isDatabaseAway(error)) {
        away(error, requestId)
        return begun && error instanceof StatementLost
          ? new ApiError('ServiceUnavailable', {}, { variant: 'lost', cause: error })
          : new ApiError('ServiceUnavailable', {}, { variant: 'database', cause: error })
      }
      // A bug of ours: the caller gets its number, the log the rest.
      log.error({ err: error, requestId }, 'a request failed')
      return new ApiError('InternalError', { requestId }, { cause: error })
    },
    served() {
      if (outage === null) return
      log.info(outage, 'the database answers again')
      outage = null
    },
  }
}
