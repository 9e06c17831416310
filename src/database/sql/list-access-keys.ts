import { repeatableStatement } from '../database.ts'

export const listAccessKeys = repeatableStatement<{
  secret_id: string
  account_id: bigint
  app_id: bigint
  created_at: Date
  disabled_at: Date | null
  last_used_at: Date | null
}>(
  'list-access-keys',
  `select secret_id, account_id, app_id, access_keys.created_at, disabled_at, last_used_at
   from access_keys join accounts using (account_id)
   order by access_keys.created_at, secret_id`,
)
