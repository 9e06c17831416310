import { statement } from '../../database/database.ts'

/**
 * Writes down that a paid call is about to leave, and what it is expected to cost. No row when one may be in the air
 * already or was accepted (the unique index on open spends), when the claim is lost, or when the caller has cancelled: the
 * row's lock sees to it that a cancel is committed either before, and then no call leaves, or after the intent.
 */
export const intendSpend = statement<{ attempt: number }>(
  'intend-spend',
  `insert into spends (task_id, attempt, vendor, estimate, estimate_currency, charges_failures)
   select id, (select coalesce(max(attempt), 0) + 1 from spends where task_id = tasks.id), vendor,
     $3::numeric, $4::text, $5::boolean
   from tasks where id = $1 and ownership_version = $2 and stage not in ('done', 'failed')
     and cancel is null
   for share
   on conflict do nothing
   returning attempt`,
)
