import { repeatableStatement } from '../../database/database.ts'
import { holdsSlot, isOpen, isWaiting, slotsNow } from './lane-conditions.ts'

export type WaitingAccountRow = {
  vendor: string
  /** None while the lane is closed. */
  slots: number
  account_id: bigint
  waiting: number
  in_flight: number
  /** Seconds since 1970; null: never served. */
  turn: number | null
  /** The same, of his next task. */
  since: number
}

/** Every account that waits anywhere, with what decides about its place. Reads indexes only, an entry per task. */
export const surveyLanes = repeatableStatement<WaitingAccountRow>(
  'survey-lanes',
  `with lane as materialized (
     select vendor, case when ${isOpen} then ${slotsNow} else 0 end as slots from vendor_lanes
   ), waiting as materialized (
     select vendor, account_id, count(*)::integer as waiting from tasks
     where ${isWaiting} group by vendor, account_id
   ), busy as materialized (
     select vendor, account_id, count(*)::integer as in_flight from tasks
     where ${holdsSlot} group by vendor, account_id
   )
   select vendor, slots, account_id, waiting, coalesce(in_flight, 0) as in_flight,
     extract(epoch from turn_at)::float8 as turn, extract(epoch from head.created_at)::float8 as since
   from lane join waiting using (vendor)
     left join busy using (vendor, account_id)
     left join lane_turns using (vendor, account_id)
     cross join lateral (
       select created_at from tasks
       where tasks.vendor = waiting.vendor and tasks.account_id = waiting.account_id and ${isWaiting}
       order by priority desc, created_at, id limit 1
     ) as head`,
)
