import { repeatableStatement } from '../database.ts'

/** Whether a worker may still have connections. One that was swept after its fencing may not either. */
export const isWorkerServed = repeatableStatement<{ served: boolean }>(
  'is-worker-served',
  `select exists (select from workers where executor_id = $1 and fenced_at is null) as served`,
)
