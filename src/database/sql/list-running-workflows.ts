import { statement } from '../database.ts'

/** Workflows that a process other than this one says it is running, by that process. */
export const listRunningWorkflows = statement<{ executor: string; ids: string[] }>(
  'list-running-workflows',
  `select executor_id as executor, array_agg(workflow_uuid) as ids
   from dbos.workflow_status
   where status = 'PENDING' and executor_id <> $1
   group by executor_id`,
)
