import { repeatableStatement } from '../database.ts'

/** Tells all workers that something seems to have happened to these tasks; only a worker that holds one will look. */
export const tellOfCallbacks = repeatableStatement<never>(
  'tell-of-callbacks',
  `select pg_notify('reelay_callbacks', task_id) from unnest($1::text[]) as told (task_id)`,
)
