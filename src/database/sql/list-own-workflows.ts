import { repeatableStatement } from '../database.ts'

/**
 * What the engine says that process $1 has been running for $2 seconds. A row for each queue, its ids in one text: there
 * may be tens of thousands.
 */
export const listOwnWorkflows = repeatableStatement<{ queue: string; ids: string }>(
  'list-own-workflows',
  `select queue_name as queue, string_agg(workflow_uuid, ',') as ids from dbos.workflow_status
   where status = 'PENDING' and executor_id = $1 and queue_name is not null
     and started_at_epoch_ms < (extract(epoch from clock_timestamp() - make_interval(secs => $2)) * 1000)::bigint
   group by queue_name`,
)
