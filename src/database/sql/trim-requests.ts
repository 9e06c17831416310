import { repeatableStatement } from '../database.ts'

/**
 * Deletes the oldest requests but the newest `$1`, a bounded number at a time. Rows that another process is deleting are
 * passed over, so that nobody waits.
 */
export const trimRequests = repeatableStatement(
  'trim-requests',
  `with quick as (select set_config('synchronous_commit', 'off', true)),
   old as (
     select number from requests, quick
     where number <= (select max(number) from requests) - $1::bigint
     order by number limit 5000
     for update of requests skip locked
   )
   delete from requests using old where requests.number = old.number`,
)
