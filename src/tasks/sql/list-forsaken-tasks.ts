import { repeatableStatement } from '../../database/database.ts'

/** Unfinished tasks of vendors that no worker has had in its configuration for $1 seconds; at most $2. */
export const listForsakenTasks = repeatableStatement<{ id: string; vendor: string }>(
  'list-forsaken-tasks',
  `select id, vendor_lanes.vendor from vendor_lanes join tasks on tasks.vendor = vendor_lanes.vendor
   where served_at < now() - make_interval(secs => $1) and stage not in ('done', 'failed')
   limit $2`,
)
