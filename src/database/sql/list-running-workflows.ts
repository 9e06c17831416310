import { repeatableStatement } from '../database.ts'

/** What the engine says that process $1 is running, by queue, at most $2 altogether. */
export const listRunningWorkflows = repeatableStatement<{ queue: string; ids: string[] }>(
  'list-running-workflows',
  `select queue, array_agg(id) as ids
   from (
     select workflow_uuid as id, queue_name as queue from dbos.workflow_status
     where status = 'PENDING' and executor_id = $1 and queue_name is not null limit $2
   ) as running
   group by queue`,
)
