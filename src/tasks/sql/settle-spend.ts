import { statement } from '../../database/database.ts'

/** Says how a paid call ended. Accepted and refused are final; unknown may still become either. */
export const settleSpend = statement<{ attempt: number }>(
  'settle-spend',
  `update spends set outcome = $3, reason = $4, settled_at = clock_timestamp()
   where task_id = $1 and attempt = $2 and outcome in ('intended', 'unknown')
     and exists (select from tasks where id = $1 and ownership_version = $5)
   returning attempt`,
)
