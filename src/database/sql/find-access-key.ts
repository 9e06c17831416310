import { repeatableStatement } from '../database.ts'

/**
 * One key with its account and what that may do. Disabled keys are not found, nor permanent ones that have ended; of a
 * temporary key the end is for the reader to judge.
 */
export const findAccessKey = repeatableStatement<{
  account_id: bigint
  app_id: bigint
  secret: Uint8Array
  /** Lower-case hex. */
  token_sha256: string | null
  expires_at: Date | null
  create_per_second: number | null
  describe_per_second: number | null
  unfinished_max: number | null
  allowed_addresses: string[]
  denied_addresses: string[]
}>(
  'find-access-key',
  `select accounts.account_id, app_id, secret, encode(token_hash, 'hex') as token_sha256, expires_at,
     create_per_second, describe_per_second, unfinished_max, allowed_addresses, denied_addresses
   from access_keys join accounts using (account_id)
   where secret_id = $1 and disabled_at is null
     and (token_hash is not null or expires_at is null or expires_at > now())`,
)
