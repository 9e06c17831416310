import { statement } from '../../database/database.ts'

/** Removes some of the keys that are over; other sweepers skip the ones we hold. */
export const sweepKeys = statement<{ key: string }>(
  'sweep-idempotency-keys',
  `delete from idempotency_keys where (account_id, key) in (
     select account_id, key from idempotency_keys where created_at < now() - make_interval(hours => $1)
     order by created_at limit $2 for update skip locked
   )
   returning key`,
)
