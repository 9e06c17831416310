import { repeatableStatement } from '../../database/database.ts'

/** Opens a lane, and forgets what the vendor's refusals have left: the operator knows better. */
export const resumeLane = repeatableStatement<{ vendor: string }>(
  'resume-lane',
  `with opened as (
     update vendor_lanes set stopped_at = null, paused_until = null, paused_because = '', pauses = 0,
       reduced_to = null, reduced_at = null, credit = null
     where vendor = $1
     returning vendor
   )
   select vendor, pg_notify('reelay_tasks', '') from opened`,
)
