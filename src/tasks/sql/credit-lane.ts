import { repeatableStatement } from '../../database/database.ts'
import { configuredSlots, slotsNow } from './lane-conditions.ts'

/**
 * The vendor of lane $1 has answered $2 calls without "not now", $3 of them by taking the job. While it is being probed
 * every answer lets two more leave, until there are as many as slots; every job that it takes gives the lane back a part
 * of a slot, a whole one per round (additive growth). Writes nothing in a lane that is well.
 */
export const creditLane = repeatableStatement(
  'credit-lane',
  `update vendor_lanes set
     pauses = case when $3::integer > 0 then 0 else pauses end,
     credit = case when credit + 2 * $2::integer < ${slotsNow} then credit + 2 * $2::integer end,
     reduced_to = case when reduced_to + $3 / reduced_to < ${configuredSlots} then reduced_to + $3 / reduced_to end
   where vendor = $1 and (credit is not null or reduced_to is not null or pauses > 0)`,
)
