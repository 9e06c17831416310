import type { JsonObject } from '../../catalog/job.ts'
import { repeatableStatement } from '../../database/database.ts'
import type { EventStage } from '../task.ts'

/** The timeline of one task, oldest first. */
export const readTaskEvents = repeatableStatement<{
  at: Date
  stage: EventStage
  kind: string
  detail: JsonObject
}>('read-task-events', `select at, stage, kind, detail from task_events where task_id = $1 order by number`)
