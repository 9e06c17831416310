import { repeatableStatement } from '../../database/database.ts'

/** Tasks that the engine should be working on, a page at a time, so that the reconciler can ask whether it does. */
export const listUnfinishedTasks = repeatableStatement<{ id: string; redrives: number }>(
  'list-unfinished-tasks',
  `select id, redrives from tasks
   where stage not in ('done', 'failed') and enqueued_at < now() - make_interval(secs => $1) and id > $2
   order by id limit $3`,
)
