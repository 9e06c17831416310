import { repeatableStatement } from '../database.ts'

/** Workflows that ended more than $1 seconds ago and whose task has ended too, the oldest $2 of them. */
export const listEndedWorkflows = repeatableStatement<{ id: string }>(
  'list-ended-workflows',
  `select workflow_uuid as id from dbos.workflow_status
   where completed_at < (extract(epoch from clock_timestamp() - make_interval(secs => $1)) * 1000)::bigint
     and not exists (select from tasks where id = workflow_uuid and stage not in ('done', 'failed'))
   order by completed_at limit $2`,
)
