import { statement } from '../database.ts'

/** No row comes back when the account does not exist. */
export const insertTemporaryKey = statement<{ expires_at: Date }>(
  'insert-temporary-key',
  `insert into access_keys (secret_id, account_id, secret, token_hash, expires_at)
   select $1, account_id, $3, $4, now() + make_interval(secs => $5) from accounts where account_id = $2
   returning expires_at`,
)
