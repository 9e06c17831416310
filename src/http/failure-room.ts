import { ApiError } from '../contract/api-error.ts'
import type { FailureLimiter } from '../limits/limiter.ts'
import type { Log } from '../telemetry/log.ts'

/** Turns an address away for the rest of a second in which too many of its requests could not be authenticated. */
export type FailureRoom = {
  /** @throws ApiError RequestLimitExceeded.IPLimitExceeded, before anything was read. */
  admit(address: string): void
  /** Takes note of a refusal before the signature had proved right. */
  note(address: string, refusal: ApiError): void
}

const refusalCode = 'RequestLimitExceeded.IPLimitExceeded'

export function createFailureRoom(failures: FailureLimiter, log: Log): FailureRoom {
  return {
    admit(address) {
      const excess = failures.excessOf(address)
      if (excess === null) return
      const { count, limitPerSecond: limit } = excess
      // Once per second and address; a flood must not flood the log.
      if (count === limit + 1)
        log.warn({ address, limit }, 'requests of an address keep failing: it is refused')
      throw new ApiError(refusalCode, { address, count, limit }, { variant: 'failures' })
    },
    note(address, { code }) {
      // Our own outages are nobody's failures, and a refusal for failures is not one more.
      const ours = code === 'ServiceUnavailable' || code === 'InternalError'
      if (!ours && code !== refusalCode) failures.note(address)
    },
  }
}
