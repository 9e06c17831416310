import type { JsonObject } from '../../catalog/job.ts'
import { statement } from '../../database/database.ts'
import type { Stage } from '../task.ts'

/** The timeline of one task, oldest first. */
export const readTaskEvents = statement<{ at: Date; stage: Stage; kind: string; detail: JsonObject }>(
  'read-task-events',
  `select at, stage, kind, detail from task_events where task_id = $1 order by number`,
)
