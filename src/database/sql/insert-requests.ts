import { repeatableStatement } from '../database.ts'

/**
 * A group of requests as a JSON list. The commit does not wait for the disk: after a power cut the last moment of this
 * log may be missing, which is not worth an fsync. Sent again after a lost answer it changes nothing.
 */
export const insertRequests = repeatableStatement(
  'insert-requests',
  `insert into requests (
     request_id, at, account_id, secret_id, action, code, message, address, client, latency_ms, task_id, edition,
     signature, request_bytes, explanation
   )
   select told.*
   from (select set_config('synchronous_commit', 'off', true)) as quick,
     jsonb_to_recordset($1::jsonb) as told (
       request_id text, at timestamptz, account_id bigint, secret_id text, action text, code text, message text,
       address text, client text, latency_ms integer, task_id text, edition text, signature text,
       request_bytes integer, explanation text
     )
   on conflict (request_id) do nothing`,
)
