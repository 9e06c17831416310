import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'
import type { Limiter } from '../limits/limiter.ts'

/** Lets a call in that is within the limit of its account and action. @throws ApiError RequestLimitExceeded */
export async function admit(
  limiter: Limiter,
  key: AccessKey,
  action: { readonly name: string },
): Promise<void> {
  const admission = await limiter.admit(key.accountId, action.name, key.perSecond?.[action.name])
  if (admission.admitted) return
  const { count, limitPerSecond: limit } = admission
  throw new ApiError('RequestLimitExceeded', { count, limit })
}
