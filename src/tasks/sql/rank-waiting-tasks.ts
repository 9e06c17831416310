import { repeatableStatement } from '../../database/database.ts'
import { isWaiting } from './lane-conditions.ts'

/**
 * Where those of the tasks $1 that wait stand in the line of their own account, from 1; null: behind the first $2, which
 * is how far each line is read.
 */
export const rankWaitingTasks = repeatableStatement<{
  id: string
  vendor: string
  account_id: bigint
  place: number | null
}>(
  'rank-waiting-tasks',
  `with asked as materialized (
     select id, vendor, account_id from tasks where id = any ($1::text[]) and ${isWaiting}
   ), ranked as (
     select line.id, line.place from (select distinct vendor, account_id from asked) as account
     cross join lateral (
       select id, row_number() over (order by priority desc, created_at, id)::integer as place from tasks
       where tasks.vendor = account.vendor and tasks.account_id = account.account_id and ${isWaiting}
       order by priority desc, created_at, id limit $2
     ) as line
   )
   select id, vendor, account_id, place from asked left join ranked using (id)`,
)
