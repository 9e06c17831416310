import { statement } from '../../database/database.ts'
import { holdsSlot, isOpen, isWaiting, slotsNow } from './lane-conditions.ts'

/**
 * Gives the free slots of the lane $1 away, at most $2 of them. Each goes to the account that has the fewest tasks in
 * flight there; of equals to the one that was served the longest ago, then to the one whose next task waits longest. Within
 * an account the priority decides, then the age. Exact only under the lane's lock, taken by an earlier statement, so
 * that this one sees what the last pass has committed.
 *
 * It costs a look into an index per account that waits, not per task: the heads of all lines are found by a loose scan,
 * and only the accounts that can get a slot are looked into, the n-th of them for at most so many as are left to him.
 */
export const admitTasks = statement<{ id: string; account_id: bigint }>(
  'admit-tasks',
  `with recursive lane as materialized (
     select case when ${isOpen} then ${slotsNow} else 0 end as slots from vendor_lanes where vendor = $1
   ), busy as materialized (
     select account_id, count(*) as in_flight from tasks where vendor = $1 and ${holdsSlot} group by account_id
   ), free as materialized (
     select greatest(0, least(
       $2::bigint, coalesce((select slots from lane), 0) - coalesce((select sum(in_flight) from busy), 0)
     ))::bigint as slots
   ), waiting (account_id, since) as (
     (
       select account_id, created_at from tasks where vendor = $1 and ${isWaiting}
       order by account_id, priority desc, created_at, id limit 1
     )
     union all
     select next.account_id, next.since from waiting cross join lateral (
       select tasks.account_id, tasks.created_at as since from tasks
       where vendor = $1 and ${isWaiting} and tasks.account_id > waiting.account_id
       order by tasks.account_id, priority desc, created_at, id limit 1
     ) as next
   ), served as (
     select waiting.account_id, coalesce(in_flight, 0) as in_flight,
       row_number() over (order by coalesce(in_flight, 0), turn_at nulls first, since, waiting.account_id) as place
     from waiting left join busy on busy.account_id = waiting.account_id
       left join lane_turns on lane_turns.vendor = $1 and lane_turns.account_id = waiting.account_id
     order by place limit (select slots from free)
   ), chosen as (
     select candidate.id from served cross join lateral (
       select id, row_number() over (order by priority desc, created_at, id) as nth from tasks
       where vendor = $1 and tasks.account_id = served.account_id and ${isWaiting}
       order by priority desc, created_at, id limit (select slots from free) - served.place + 1
     ) as candidate
     order by served.in_flight + nth, nth, place limit (select slots from free)
   ), admitted as (
     -- As an array: the planner, who cannot know how few they are, would rather read the whole table.
     update tasks set enqueued_at = now()
     where id = any (array(select id from chosen)) and vendor = $1 and ${isWaiting}
     returning id, account_id
   ), turns as (
     insert into lane_turns (vendor, account_id, turn_at)
     select distinct $1, account_id, statement_timestamp() from admitted order by account_id
     on conflict (vendor, account_id) do update set turn_at = excluded.turn_at
   )
   select id, account_id from admitted`,
)
