import { statement } from '../database.ts'

/** DBOS's documented SQL function: enqueuing an id that is there already changes nothing. */
export const enqueueWorkflows = statement<{ id: string }>(
  'enqueue-workflows',
  `select dbos.enqueue_workflow(
     $1, asked.queue, array[to_json(asked.id)],
     workflow_id => asked.id, app_version => $2, application_name => $3
   ) as id
   from unnest($4::text[], $5::text[]) as asked (id, queue)`,
)
