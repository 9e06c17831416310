import { statement } from '../database.ts'

/**
 * Adds renders ($1: JSON of vendor, model_key, weights per bin and their number) to what was learned; what was there
 * fades by the factor $2 for each of them. Two workers take the rows in the same order, so that neither waits for ever.
 */
export const noteRenderTimes = statement<never>(
  'note-render-times',
  `insert into render_times (vendor, model_key, weights)
   select vendor, model_key, weights
   from jsonb_to_recordset($1::jsonb) as noted (vendor text, model_key text, weights real[])
   order by vendor, model_key
   on conflict (vendor, model_key) do update set
     weights = (
       select array_agg(
         coalesce(old, 0) * power($2::float8, (select sum(each) from unnest(excluded.weights) as each)) + coalesce(new, 0)
         order by bin
       )
       from unnest(render_times.weights, excluded.weights) with ordinality as bins (old, new, bin)
     ),
     updated_at = now()`,
)
