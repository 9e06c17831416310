import type { AccessKey } from '../accounts/accounts.ts'
import { ApiError } from '../contract/api-error.ts'

/** Lets a call in that comes from where its account may be called. @throws ApiError IpInBlacklist, IpNotInWhitelist */
export function checkAddress({ addresses, appId }: AccessKey, address: string): void {
  const judgement = addresses?.judge(address) ?? 'allowed'
  switch (judgement) {
    case 'allowed':
      return
    case 'denied':
      throw new ApiError('IpInBlacklist', { address, appId })
    case 'not allowed':
      throw new ApiError('IpNotInWhitelist', { address, appId })
  }
}
