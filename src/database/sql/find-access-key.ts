import { repeatableStatement } from '../database.ts'

/** One key with its account; disabled keys are not found. */
export const findAccessKey = repeatableStatement<{ account_id: bigint; app_id: bigint; secret: Uint8Array }>(
  'find-access-key',
  `select accounts.account_id, accounts.app_id, access_keys.secret
   from access_keys join accounts using (account_id)
   where access_keys.secret_id = $1 and access_keys.disabled_at is null`,
)
