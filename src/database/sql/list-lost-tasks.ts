import { repeatableStatement } from '../database.ts'

/**
 * Unfinished tasks that the engine should be working on and does not: their workflow is missing, or it has ended without
 * ending them. In one statement, so in one snapshot: a task ends before its workflow does. The more often one was
 * started again, the longer it is left alone.
 */
export const listLostTasks = repeatableStatement<{ id: string; redrives: number }>(
  'list-lost-tasks',
  `select id, redrives
   from tasks left join dbos.workflow_status on workflow_uuid = id
   where stage not in ('done', 'failed')
     and enqueued_at < clock_timestamp() - make_interval(secs => $1 * (1 + redrives))
     and (status is null or status not in ('PENDING', 'ENQUEUED', 'DELAYED'))
   order by id limit $2`,
)
