import { repeatableStatement } from '../database.ts'

/** A permanent key has no end any more; a temporary one that is over has no second life. */
export const enableAccessKey = repeatableStatement<{ secret_id: string }>(
  'enable-access-key',
  `update access_keys set
     disabled_at = null,
     expires_at = case when token_hash is null then null else expires_at end
   where secret_id = $1 and (token_hash is null or expires_at > now())
   returning secret_id`,
)
