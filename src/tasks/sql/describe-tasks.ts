import { repeatableStatement } from '../../database/database.ts'
import type { Result, Stage } from '../task.ts'

/** Looks at many tasks at once; a row comes back only to the account that owns it. */
export const describeTasks = repeatableStatement<{
  id: string
  account_id: bigint
  stage: Stage
  results: Result[] | null
  message: string
}>(
  'describe-tasks',
  `select tasks.id, tasks.account_id, tasks.stage, tasks.results, tasks.message
   from unnest($1::bigint[], $2::text[]) as asked (account_id, id)
   join tasks on tasks.id = asked.id and tasks.account_id = asked.account_id`,
)
