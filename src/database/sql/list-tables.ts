import { repeatableStatement } from '../database.ts'

/** Our tables with the columns that are written, not computed, and the other tables that their rows refer to. */
export const listTables = repeatableStatement<{
  name: string
  is_unlogged: boolean
  columns: string[]
  refers_to: string[]
}>(
  'list-tables',
  `select relname as name, relpersistence = 'u' as is_unlogged,
     array(
       select attname::text from pg_attribute
       where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum
     ) as columns,
     array(
       select other.relname::text from pg_constraint join pg_class as other on other.oid = confrelid
       where conrelid = class.oid and contype = 'f' and confrelid <> conrelid
     ) as refers_to
   from pg_class as class
   where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
   order by relname`,
)
