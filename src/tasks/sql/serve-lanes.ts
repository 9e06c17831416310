import { repeatableStatement } from '../../database/database.ts'

/** Says that somebody works on these lanes ($1), unless that was said within $2 seconds. */
export const serveLanes = repeatableStatement<never>(
  'serve-lanes',
  `update vendor_lanes set served_at = now() where vendor in (
     select vendor from vendor_lanes
     where vendor = any($1::text[]) and served_at < now() - make_interval(secs => $2)
     order by vendor for update skip locked
   )`,
)
