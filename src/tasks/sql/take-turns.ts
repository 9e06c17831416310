import { repeatableStatement } from '../../database/database.ts'
import { isOpen } from './lane-conditions.ts'

export type TurnsRow = {
  granted: number
  /** Until the first of them, and between one and the next. */
  first_milliseconds: number
  spacing_milliseconds: number
  /** When it makes sense to ask for more. */
  again_milliseconds: number
  /** An operator has closed the lane. */
  is_stopped: boolean
  /** The vendor has put jobs off and has not recovered: with which words. */
  trouble: string | null
}

/**
 * Takes up to $2 turns to send a paid call in the lane $1: those that fall into the next $3 seconds. Turns follow each
 * other by the vendor's pace (GCRA with no burst: one row holds the next moment, so it is exact over all processes), and
 * while the vendor is being probed only as many leave as it has earned; a probe whose answer got lost is made good after
 * $4 seconds. By the database's clock, told as time from now. Sent again after a lost answer it wastes turns, which the
 * next second makes good.
 */
export const takeTurns = repeatableStatement<TurnsRow>(
  'take-turns',
  `with lane as materialized (
     select *, ${isOpen} as is_open from vendor_lanes where vendor = $1 for update
   ), clock as materialized (
     select lane.*, clock.at,
       greatest(next_send_at, clock.at) as first_at,
       case when credit = 0 and last_sent_at < clock.at - make_interval(secs => $4) then 1 else credit end as left_over
     from lane, lateral (select clock_timestamp() as at) as clock
   ), granted as materialized (
     select *, case when is_open then greatest(0, least(
       $2::integer, left_over, floor(extract(epoch from at + make_interval(secs => $3) - first_at) * per_second)::integer + 1
     )) else 0 end as count
     from clock
   ), taken as (
     update vendor_lanes set
       next_send_at = granted.first_at + make_interval(secs => count / granted.per_second),
       credit = case when granted.left_over is not null then granted.left_over - count end,
       last_sent_at = granted.at
     from granted where vendor_lanes.vendor = $1 and count > 0
   )
   select count as granted,
     case when per_second is null then 0 else extract(epoch from first_at - at) * 1000 end::float8 as first_milliseconds,
     coalesce(1000 / per_second, 0)::float8 as spacing_milliseconds,
     greatest(20, least(1000, case
       when stopped_at is not null then 1000
       when not is_open then extract(epoch from paused_until - at) * 1000
       when per_second is null then 250
       else extract(epoch from first_at - at) * 1000 + count * 1000 / per_second - $3 * 1000
     end))::float8 as again_milliseconds,
     stopped_at is not null as is_stopped,
     case when not is_open or credit is not null then paused_because end as trouble
   from granted`,
)
