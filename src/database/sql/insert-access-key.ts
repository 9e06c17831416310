import { statement } from '../database.ts'

/** No row comes back when the account does not exist. */
export const insertAccessKey = statement<{ secret_id: string }>(
  'insert-access-key',
  `insert into access_keys (secret_id, account_id, secret)
   select $1, account_id, $3 from accounts where account_id = $2
   returning secret_id`,
)
