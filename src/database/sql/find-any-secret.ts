import { statement } from '../database.ts'

/** The oldest stored secret, to try the master key on. */
export const findAnySecret = statement<{ secret_id: string; secret: Uint8Array }>(
  'find-any-secret',
  `select secret_id, secret from access_keys order by created_at, secret_id limit 1`,
)
