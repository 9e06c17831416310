import { statement } from '../database.ts'

export const findFirstAccount = statement<{ account_id: bigint; app_id: bigint }>(
  'find-first-account',
  `select account_id, app_id from accounts order by account_id limit 1`,
)
