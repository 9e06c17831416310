import pg from 'pg'

/**
 * What columns become in our rows. `pg`'s own choice but for three:
 * - `bigint` (also of `count(*)`) is a JavaScript `bigint`: account numbers and byte counts stay exact;
 * - `bigint[]` is an array of them;
 * - `date` stays `'2026-11-22'`: it has no time of day, so no time zone may shift it.
 * `timestamptz` is a `Date`, `numeric` a string, `jsonb` the parsed value, `bytea` a `Buffer`.
 * They belong to a connection and not to the module: DBOS shares `pg` with us and reads `bigint` its own way.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser(type, format) {
    const parse = format === 'binary' ? undefined : parsers.get(type)
    return parse ?? pg.types.getTypeParser(type, format)
  },
}

const int8 = pg.types.builtins.INT8
/** The array type of int8; `pg` has no name for it (pg_type.dat: `oid => '20', array_type_oid => '1016'`). */
const int8Array = 1016

const parsers = new Map<number, (text: string) => unknown>([
  [int8, BigInt],
  [int8Array, parseBigints],
  [pg.types.builtins.DATE, (text) => text],
])

/** One-dimensional: `{1,NULL,3}`. */
function parseBigints(text: string): (bigint | null)[] {
  const inside = text.slice(1, -1)
  if (inside === '') return []
  return inside.split(',').map((item) => (item === 'NULL' ? null : BigInt(item)))
}
