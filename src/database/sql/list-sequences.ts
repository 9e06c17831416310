import { repeatableStatement } from '../database.ts'

/** Our sequences that have given a number out, and the last one. */
export const listSequences = repeatableStatement<{ name: string; last: string }>(
  'list-sequences',
  `select sequencename as name, last_value::text as last from pg_sequences
   where schemaname = current_schema() and last_value is not null order by sequencename`,
)
