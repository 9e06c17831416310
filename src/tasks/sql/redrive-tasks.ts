import { statement } from '../../database/database.ts'

/** Counts another start of tasks whose workflow ended without ending them. They keep their slots: they have been admitted. */
export const redriveTasks = statement<{ id: string; vendor: string }>(
  'redrive-tasks',
  `with again as (
     update tasks set enqueued_at = now(), redrives = redrives + 1, updated_at = now()
     where id = any($1::text[]) and stage not in ('done', 'failed')
     returning id, vendor, stage, redrives
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, stage, 'redriven', jsonb_build_object('times', redrives) from again
   )
   select id, vendor from again`,
)
