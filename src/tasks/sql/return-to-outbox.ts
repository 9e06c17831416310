import { statement } from '../../database/database.ts'

/** Puts every unfinished task back into the outbox, with a line on its timeline: the engine here knows none of them. */
export const returnToOutbox = statement<{ tasks: number }>(
  'return-to-outbox',
  `with returned as (
     update tasks set enqueued_at = null, updated_at = now() where stage not in ('done', 'failed')
     returning id, stage
   ), told as (
     insert into task_events (task_id, stage, kind, detail) select id, stage, 'imported', $1::jsonb from returned
   )
   select count(*)::integer as tasks from returned`,
)
