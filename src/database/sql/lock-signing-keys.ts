import { statement } from '../database.ts'

/** The sealed keys of all notifications; nobody changes them until the transaction ends. */
export const lockSigningKeys = statement<{
  task_id: string
  account_id: bigint
  url: string
  secret: Uint8Array
}>(
  'lock-signing-keys',
  `select task_id, account_id, url, secret from notifications join tasks on tasks.id = task_id
   for update of notifications`,
)
