import { statement } from '../database.ts'

export const replaceSigningKeys = statement(
  'replace-signing-keys',
  `update notifications set secret = fresh.secret
   from unnest($1::text[], $2::bytea[]) as fresh (task_id, secret)
   where notifications.task_id = fresh.task_id`,
)
