import { repeatableStatement } from '../database.ts'
import { accountColumns, type AccountRow } from './account-row.ts'

export const listAccounts = repeatableStatement<AccountRow>(
  'list-accounts',
  `select ${accountColumns} from accounts order by account_id`,
)
