import { repeatableStatement } from '../../database/database.ts'

/** Closes a lane until it is resumed: nobody is admitted, and no paid call leaves. What the vendor has goes on. */
export const stopLane = repeatableStatement<{ vendor: string }>(
  'stop-lane',
  `update vendor_lanes set stopped_at = coalesce(stopped_at, now()) where vendor = $1 returning vendor`,
)
