import { repeatableStatement } from '../../database/database.ts'

/** How many tasks of an account ($1) are in the stages $2 and were created from $3 to $4; no more than $5 are counted, from the index alone. */
export const countTasks = repeatableStatement<{ count: number }>(
  'count-tasks',
  `select count(*)::integer as count from (
     select from unnest($2::text[]) as wanted (stage) cross join lateral (
       select from tasks
       where account_id = $1 and tasks.stage = wanted.stage
         and created_at >= coalesce($3::timestamptz, '-infinity') and created_at <= coalesce($4::timestamptz, 'infinity')
       order by created_at desc, id desc limit $5
     ) as listed
     limit $5
   ) as counted`,
)
