import { repeatableStatement } from '../database.ts'

/**
 * Adds to the counts of the current second of the database's clock, all groups of a process in one statement. A count
 * never goes back to an earlier second: a statement that took its time before another one and waited for its row
 * counts in the newer second. Sent again after a lost answer it may count a group twice, for that one second. Comes back with the count so far and how much of the second is left.
 */
export const countRequests = repeatableStatement<{
  account_id: bigint
  action: string
  count: number
  left_milliseconds: number
}>(
  'count-requests',
  `with clock as (select extract(epoch from clock_timestamp()) as epoch)
   insert into request_counts (account_id, action, second, count)
   select asked.account_id, asked.action, floor(clock.epoch)::bigint, asked.count
   from unnest($1::bigint[], $2::text[], $3::integer[]) as asked (account_id, action, count), clock
   order by asked.account_id, asked.action
   on conflict (account_id, action) do update set
     second = greatest(request_counts.second, excluded.second),
     count = excluded.count
       + case when request_counts.second >= excluded.second then request_counts.count else 0 end
   returning account_id, action, count,
     ((second + 1 - (select epoch from clock)) * 1000)::float8 as left_milliseconds`,
)
