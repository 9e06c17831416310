import { statement } from '../database.ts'

/** All stored secrets; nobody changes them until the transaction ends. */
export const lockSecrets = statement<{ secret_id: string; secret: Uint8Array }>(
  'lock-secrets',
  `select secret_id, secret from access_keys for update`,
)
