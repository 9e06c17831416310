import { repeatableStatement } from '../database.ts'

export const listAccessKeys = repeatableStatement<{
  secret_id: string
  account: string
  app_id: bigint
  kind: 'permanent' | 'temporary'
  state: 'active' | 'disabled' | 'ended'
  created_at: Date
  last_used_at: Date | null
  expires_at: Date | null
}>(
  'list-access-keys',
  `select secret_id, accounts.name as account, app_id,
     case when token_hash is null then 'permanent' else 'temporary' end as kind,
     case when disabled_at is not null then 'disabled' when expires_at <= now() then 'ended' else 'active' end as state,
     access_keys.created_at, last_used_at, expires_at
   from access_keys join accounts using (account_id)
   order by access_keys.created_at, secret_id`,
)
