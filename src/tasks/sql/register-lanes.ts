import { repeatableStatement } from '../../database/database.ts'

/** Says how many slots the lanes have; what has become of them meanwhile stays. */
export const registerLanes = repeatableStatement(
  'register-lanes',
  `insert into vendor_lanes as lane (vendor, slots, per_worker, per_second)
   select * from unnest($1::text[], $2::integer[], $3::boolean[], $4::float8[]) order by 1
   on conflict (vendor) do update set
     slots = excluded.slots, per_worker = excluded.per_worker, per_second = excluded.per_second
   where (lane.slots, lane.per_worker, lane.per_second)
     is distinct from (excluded.slots, excluded.per_worker, excluded.per_second)`,
)
