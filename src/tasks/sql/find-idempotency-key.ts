import { repeatableStatement } from '../../database/database.ts'

/** Which task a key of an account stands for, if it is not older than $3 hours. */
export const findIdempotencyKey = repeatableStatement<{ task_id: string; digest: string }>(
  'find-idempotency-key',
  `select task_id, digest from idempotency_keys
   where account_id = $1 and key = $2 and created_at >= now() - make_interval(hours => $3)`,
)
