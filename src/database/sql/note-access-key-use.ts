import { statement } from '../database.ts'

/** Many processes may report the same minute; only the first writes. */
export const noteAccessKeyUse = statement(
  'note-access-key-use',
  `update access_keys set last_used_at = now()
   where secret_id = $1 and (last_used_at is null or last_used_at < now() - interval '50 seconds')`,
)
