import { repeatableStatement } from '../database.ts'

/**
 * The newest requests first: `$1` at most; of an account by name or AppId unless `$2` is empty; only failures if `$3`.
 * Every process writes its own in batches, so their numbers are only roughly in the order of time.
 */
export const listRequests = repeatableStatement<{
  request_id: string
  at: Date
  account_id: bigint | null
  app_id: bigint | null
  secret_id: string
  action: string
  code: string
  message: string
  address: string
  client: string
  latency_ms: number
  task_id: string
  edition: string
  signature: string
  request_bytes: number
  explanation: string
}>(
  'list-requests',
  `select request_id, at, account_id, app_id, secret_id, action, code, message, address, client, latency_ms, task_id,
     edition, signature, request_bytes, explanation
   from (
     select requests.*, accounts.app_id
     from requests left join accounts using (account_id)
     where ($2 = '' or accounts.name = $2 or accounts.app_id::text = $2) and (not $3::boolean or code <> '')
     order by number desc
     limit $1
   ) newest
   order by at desc, number desc`,
)
