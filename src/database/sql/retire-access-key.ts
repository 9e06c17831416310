import { statement } from '../database.ts'

/**
 * Lets an active permanent key end in so many seconds; one that ends earlier keeps its end. No row comes back for any
 * other key.
 */
export const retireAccessKey = statement<{ account_id: bigint; expires_at: Date }>(
  'retire-access-key',
  `update access_keys set expires_at = least(expires_at, now() + make_interval(secs => $2))
   where secret_id = $1 and token_hash is null and disabled_at is null and (expires_at is null or expires_at > now())
   returning account_id, expires_at`,
)
