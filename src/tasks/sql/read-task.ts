import { repeatableStatement } from '../../database/database.ts'
import type { TaskRow } from './claim-task.ts'

/** The task as it is now, if the claim still holds. */
export const readTask = repeatableStatement<TaskRow>(
  'read-task',
  `select id, account_id, stage, vendor, request_id, job, images, videos, audios, ticket, clips, results, ownership_version, created_at, enqueued_at, submitted_at, cancel
   from tasks where id = $1 and ownership_version = $2`,
)
