import { repeatableStatement } from '../database.ts'

/** "I live." No row: fenced. */
export const beatWorker = repeatableStatement<{ executor_id: string }>(
  'beat-worker',
  `update workers set beat_at = clock_timestamp() where executor_id = $1 and fenced_at is null returning executor_id`,
)
