import { statement } from '../../database/database.ts'
import { chargeNote, chargeVerdict } from './charge-verdict.ts'

/**
 * One step forward: stage, what the stage produced (null keeps what is there), and one event, together; with the last
 * one the notification becomes due. A task that leaves its vendor frees a slot, and admission hears of it. No row when
 * the claim is no longer ours, when the task has ended, or when it would end although its caller has cancelled it: that end
 * has to say how the cancel came out ($17, which means nothing elsewhere).
 *
 * The paid call is charged once, by the vendor's word ($14, and what it charged: $15, $16) or by the end of the task,
 * whichever comes first; the event tells it. A call whose answer never came stays unknown: it may have cost something.
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
       finished_at = case when $3 in ('done', 'failed') then now() end,
       cancel = case when $3 = 'failed' and cancel = 'requested' then $17 else cancel end
     where id = $1 and ownership_version = $2 and stage not in ('done', 'failed')
       and (cancel is null or $3 not in ('done', 'failed') or ($3 = 'failed' and $17::text is not null))
     returning id
   ), charged as (
     update spends set
       outcome = case outcome when 'accepted' then 'accepted' else 'unknown' end,
       ${chargeVerdict('outcome', '$14', '$15', '$16')}
     from moved
     where task_id = moved.id and charge is null and ($14::text is not null or $3 in ('done', 'failed'))
     returning task_id, ${chargeNote} as cost
   ), told as (
     insert into task_events (task_id, stage, kind, detail)
     select id, $9, $10, $11::jsonb || coalesce((select jsonb_build_object('cost', cost) from charged), '{}')
     from moved where $10::text is not null
     returning case when $3 in ('collect', 'failed') then pg_notify('reelay_tasks', '') end
   ), due as (
     update notifications set state = 'due', due_at = now(), updated_at = now() from moved
     where task_id = moved.id and $3 in ('done', 'failed')
     returning pg_notify('reelay_notifications', '')
   )
   select id from moved`,
)
