import { repeatableStatement } from '../database.ts'

/** Workflows that a process other than this one says it is running, by process and queue, at most 500 of each. */
export const listRunningWorkflows = repeatableStatement<{ executor: string; queue: string; ids: string[] }>(
  'list-running-workflows',
  `select executor_id as executor, queue_name as queue, (array_agg(workflow_uuid))[:500] as ids
   from dbos.workflow_status
   where status = 'PENDING' and executor_id <> $1 and queue_name is not null
   group by executor_id, queue_name`,
)
