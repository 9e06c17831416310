import { statement } from '../database.ts'

/** Keeps the first time when it is disabled twice. No row comes back for an unknown key. */
export const disableAccessKey = statement<{ disabled_at: Date }>(
  'disable-access-key',
  `update access_keys set disabled_at = coalesce(disabled_at, now()) where secret_id = $1 returning disabled_at`,
)
