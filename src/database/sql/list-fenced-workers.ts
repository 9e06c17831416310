import { repeatableStatement } from '../database.ts'

/** Fenced workers whose tasks have not all been handed on. */
export const listFencedWorkers = repeatableStatement<{ executor: string }>(
  'list-fenced-workers',
  `select executor_id as executor from workers
   where fenced_at is not null and cleared_at is null and executor_id <> $1`,
)
