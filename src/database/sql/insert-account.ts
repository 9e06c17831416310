import { statement } from '../database.ts'
import { accountColumns, type AccountRow } from './account-row.ts'

/** No row comes back when the name is taken. */
export const insertAccount = statement<AccountRow>(
  'insert-account',
  `insert into accounts (name) values ($1) on conflict (name) do nothing returning ${accountColumns}`,
)
