import { statement } from '../database.ts'

export const insertAccount = statement<{ account_id: bigint; app_id: bigint }>(
  'insert-account',
  `insert into accounts (name) values ($1) returning account_id, app_id`,
)
