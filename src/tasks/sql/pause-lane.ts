import { repeatableStatement } from '../../database/database.ts'
import { configuredSlots } from './lane-conditions.ts'

/**
 * The vendor of lane $1 has said "not now", because of $2: nothing is sent for $3 seconds or, when it named no time
 * (null), for 5 that double with every pause that follows without a job being taken, up to 60. The slots are halved, at
 * most once in $4 seconds: a storm of refusals is one refusal. After the pause the vendor is probed by one call.
 */
export const pauseLane = repeatableStatement(
  'pause-lane',
  `update vendor_lanes set
     paused_until = case
       when $3::float8 is null and paused_until > clock_timestamp() then paused_until
       else greatest(paused_until, clock_timestamp() + make_interval(secs => coalesce($3, least(60, 5 * 2 ^ pauses))))
     end,
     paused_because = $2,
     pauses = case when paused_until > clock_timestamp() then pauses else least(pauses + 1, 10) end,
     reduced_to = case
       when reduced_at > clock_timestamp() - make_interval(secs => $4) then reduced_to
       else greatest(1, floor(least(${configuredSlots}, reduced_to) / 2))
     end,
     reduced_at = case
       when reduced_at > clock_timestamp() - make_interval(secs => $4) then reduced_at else clock_timestamp()
     end,
     credit = 1
   where vendor = $1`,
)
