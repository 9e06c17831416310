import { statement } from '../database.ts'

/** The key that the configuration names: there, permanent, enabled, with this secret, whatever it was before. */
export const putAccessKey = statement<{ account_id: bigint }>(
  'put-access-key',
  `insert into access_keys (secret_id, account_id, secret) values ($1, $2, $3)
   on conflict (secret_id) do update
     set secret = excluded.secret, disabled_at = null, token_hash = null, expires_at = null
   returning account_id`,
)
