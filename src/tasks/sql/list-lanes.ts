import { repeatableStatement } from '../../database/database.ts'
import { configuredSlots, holdsSlot, isWaiting, slotsNow } from './lane-conditions.ts'

/** Every lane as it stands, in the order of the vendors' names. */
export const listLanes = repeatableStatement<{
  vendor: string
  slots: number
  configured_slots: number
  per_second: number | null
  in_flight: number
  waiting: number
  oldest_at: Date | null
  paused_until: Date | null
  paused_because: string
  stopped_at: Date | null
}>(
  'list-lanes',
  `with waiting as (
     select vendor, count(*)::integer as waiting, min(created_at) as oldest_at from tasks
     where ${isWaiting} group by vendor
   ), busy as (
     select vendor, count(*)::integer as in_flight from tasks where ${holdsSlot} group by vendor
   )
   select vendor, ${slotsNow} as slots, (${configuredSlots})::integer as configured_slots, per_second,
     coalesce(in_flight, 0) as in_flight, coalesce(waiting, 0) as waiting, oldest_at,
     case when paused_until > clock_timestamp() then paused_until end as paused_until,
     case when paused_until > clock_timestamp() or reduced_to is not null then paused_because else '' end
       as paused_because,
     stopped_at
   from vendor_lanes left join waiting using (vendor) left join busy using (vendor)
   order by vendor`,
)
