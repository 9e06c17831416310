import { repeatableStatement } from '../../database/database.ts'
import type { Stage } from '../task.ts'

/** Reads the partial index of unfinished tasks only. */
export const countUnfinishedTasks = repeatableStatement<{
  family: string
  stage: Stage
  count: number
  oldest_seconds: number
}>(
  'count-unfinished-tasks',
  `select coalesce(job->>'family', '') as family, stage, count(*)::integer as count,
     extract(epoch from clock_timestamp() - min(created_at))::float8 as oldest_seconds
   from tasks where stage not in ('done', 'failed') group by 1, 2`,
)
