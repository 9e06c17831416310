import { statement } from '../../database/database.ts'

/**
 * One step forward: stage, what the stage produced (null keeps what is there), and one event, together; with the last
 * one the notification becomes due. No row when the claim is no longer ours or the task has ended.
 */
export const advanceTask = statement<{ id: string }>(
  'advance-task',
  `with moved as (
     update tasks set
       stage = $3,
       images = coalesce($4::jsonb, images),
       videos = coalesce($12::jsonb, videos),
       audios = coalesce($13::jsonb, audios),
       ticket = coalesce($5::jsonb, ticket),
       submitted_at = case when $5::jsonb is null then submitted_at else now() end,
       clips = coalesce($6::jsonb, clips),
       results = coalesce($7::jsonb, results),
       message = coalesce($8, message),
       updated_at = now(),
       finished_at = case when $3 in ('done', 'failed') then now() end
     where id = $1 and ownership_version = $2 and stage not in ('done', 'failed')
     returning id
   ), told as (
     insert into task_events (task_id, stage, kind, detail) select id, $9, $10, $11::jsonb from moved
   ), due as (
     update notifications set state = 'due', due_at = now(), updated_at = now() from moved
     where task_id = moved.id and $3 in ('done', 'failed')
     returning pg_notify('reelay_notifications', '')
   )
   select id from moved`,
)
