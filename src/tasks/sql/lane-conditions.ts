/** Tasks that nobody works on yet: exactly the condition of the index `tasks_waiting`. */
export const isWaiting = "enqueued_at is null and stage not in ('done', 'failed')"

/** Tasks that hold a slot of their vendor: exactly the condition of the index `tasks_in_flight`. */
export const holdsSlot = "enqueued_at is not null and stage in ('queued', 'intake', 'submit', 'render')"

/**
 * The slots of a row of vendor_lanes, as configured: in all, or for every worker that lives. A worker beats every 2 s
 * and counts as gone after 8 (src/database/sql/count-live-workers.ts).
 */
export const configuredSlots = `slots * case when per_worker then (
  select greatest(count(*), 1) from workers where fenced_at is null and beat_at > clock_timestamp() - interval '8 seconds'
) else 1 end`

/** The slots that the vendor's own refusals leave: at least one. */
export const slotsNow = `greatest(1, least(${configuredSlots}, floor(reduced_to)))::integer`

/** Nobody has closed the lane, and it does not rest. */
export const isOpen = 'stopped_at is null and coalesce(paused_until <= clock_timestamp(), true)'
