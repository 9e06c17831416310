import { repeatableStatement } from '../database.ts'

/** A day after its end nobody wonders any more why a temporary key is refused. A thousand at a time keeps it short. */
export const sweepTemporaryKeys = repeatableStatement(
  'sweep-temporary-keys',
  `delete from access_keys where secret_id in (
     select secret_id from access_keys
     where token_hash is not null and expires_at < now() - interval '1 day'
     order by expires_at limit 1000
   )`,
)
