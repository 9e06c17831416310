import { statement } from '../../database/database.ts'

/**
 * Writes down that a paid call is about to leave, and what it is expected to cost. No row when one may be in the air
 * already or was accepted (the unique index on open spends), or when the claim is lost.
 */
export const intendSpend = statement<{ attempt: number }>(
  'intend-spend',
  `insert into spends (task_id, attempt, vendor, estimate, estimate_currency, charges_failures)
   select id, (select coalesce(max(attempt), 0) + 1 from spends where task_id = tasks.id), vendor,
     $3::numeric, $4::text, $5::boolean
   from tasks where id = $1 and ownership_version = $2 and stage not in ('done', 'failed')
   on conflict do nothing
   returning attempt`,
)
