import { statement } from '../../database/database.ts'

/** Puts tasks whose workflow ended without ending them back into the outbox. */
export const redriveTasks = statement<{ id: string }>(
  'redrive-tasks',
  `with again as (
     update tasks set enqueued_at = null, redrives = redrives + 1, updated_at = now()
     where id = any($1::text[]) and stage not in ('done', 'failed')
     returning id, stage, redrives
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, stage, 'redriven', jsonb_build_object('times', redrives) from again
   )
   select id from again`,
)
