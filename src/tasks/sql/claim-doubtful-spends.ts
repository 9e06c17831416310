import { statement } from '../../database/database.ts'
import type { TaskRow } from './claim-task.ts'

/**
 * Up to $2 calls of tasks that have ended whose outcome nobody knows, of vendors ($1) that can be asked, not older than $3
 * hours, for whoever looks them up now: they come again when a quarter of their age has passed, five minutes at least.
 */
export const claimDoubtfulSpends = statement<
  Pick<TaskRow, 'id' | 'vendor' | 'job' | 'images' | 'videos' | 'audios'> & { attempt: number }
>(
  'claim-doubtful-spends',
  `with doubtful as (
     select task_id, attempt from spends
     where charge = 'possible' and outcome = 'unknown' and vendor = any($1::text[])
       and intended_at > now() - make_interval(hours => $3)
       and coalesce(settled_at, charged_at) < now() - greatest((now() - intended_at) / 4, interval '5 minutes')
     order by intended_at desc limit $2 for update skip locked
   ), claimed as (
     update spends set settled_at = clock_timestamp() from doubtful
     where spends.task_id = doubtful.task_id and spends.attempt = doubtful.attempt
     returning spends.task_id, spends.attempt
   )
   select id, vendor, job, images, videos, audios, attempt from claimed join tasks on id = task_id`,
)
