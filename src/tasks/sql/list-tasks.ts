import type { Job } from '../../catalog/job.ts'
import { repeatableStatement } from '../../database/database.ts'
import type { TaskViewRow } from '../task-view.ts'
import type { CancelState } from '../task.ts'

export type ListedTaskRow = TaskViewRow & {
  vendor: string
  job: Job
  cancel: CancelState | null
  created_at: Date
  /** Exact: a Date has no microseconds. */
  created_micros: bigint
  submitted_at: Date | null
  finished_at: Date | null
}

const columns = `tasks.id, stage, results, message, vendor, job, cancel, created_at, submitted_at, finished_at,
  (extract(epoch from created_at) * 1000000)::bigint as created_micros`

/** One of them, as in the list. */
export const findListedTask = repeatableStatement<ListedTaskRow>(
  'find-listed-task',
  `select ${columns} from tasks where account_id = $1 and id = $2`,
)

/**
 * The newest $7 tasks of an account ($1) in any of the stages $2, created from $3 to $4, or behind the place $5
 * (microseconds) and $6 (id), which is in that time: one condition, so that the index is entered there. Each stage is read in the order of `tasks_by_account`, from the place on and no further than the page is
 * long: it costs the same for ten tasks and for a hundred thousand.
 */
export const listTasks = repeatableStatement<ListedTaskRow>(
  'list-tasks',
  `with page as (
     select listed.id from unnest($2::text[]) as wanted (stage) cross join lateral (
       select id, created_at from tasks
       where account_id = $1 and tasks.stage = wanted.stage
         and created_at >= coalesce($3::timestamptz, '-infinity')
         and (created_at, id) < (
           coalesce(
             timestamptz 'epoch' + $5::bigint * interval '1 microsecond',
             $4::timestamptz + interval '1 microsecond',
             'infinity'
           ),
           coalesce($6::text, '')
         )
       order by created_at desc, id desc limit $7
     ) as listed
     order by listed.created_at desc, listed.id desc limit $7
   )
   select ${columns} from page join tasks on tasks.id = page.id
   order by created_at desc, tasks.id desc`,
)
