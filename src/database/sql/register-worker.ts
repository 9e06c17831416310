import { repeatableStatement } from '../database.ts'

/** A worker is known before its first connection that works: only who stands here unfenced is served. */
export const registerWorker = repeatableStatement<never>(
  'register-worker',
  `insert into workers (executor_id, host, process_id, version) values ($1, $2, $3, $4)
   on conflict (executor_id) do nothing`,
)
