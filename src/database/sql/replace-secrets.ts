import { statement } from '../database.ts'

export const replaceSecrets = statement(
  'replace-secrets',
  `update access_keys set secret = fresh.secret
   from unnest($1::text[], $2::bytea[]) as fresh (secret_id, secret)
   where access_keys.secret_id = fresh.secret_id`,
)
