import { ApiError } from '../contract/api-error.ts'

/**
 * Lets only so many requests at a time wait for what they all need, the database. When it is away, each of them waits
 * for some seconds in the hope of its return: without a bound a busy hour would pile up in our memory, and every answer
 * would come too late. The time in which a caller sends his body is not counted, or a few slow callers could keep
 * everybody else out.
 */
export type CrowdRoom = {
  /** @throws ApiError ServiceUnavailable at once, when there are too many. */
  within<Answer>(work: () => Promise<Answer>): Promise<Answer>
}

/** Many times what a healthy process has under way: 10,000 requests a second at 30 ms each are 300. */
const waitingMax = 1000

export function createCrowdRoom(countMax = waitingMax): CrowdRoom {
  let count = 0
  return {
    async within(work) {
      if (count >= countMax) throw new ApiError('ServiceUnavailable', {}, { variant: 'crowd' })
      count++
      try {
        return await work()
      } finally {
        count--
      }
    },
  }
}
