import { repeatableStatement } from '../database.ts'

/** Which server this is, what time it has, and whether our tables are there. */
export const describeServer = repeatableStatement<{ version: string; now: Date; has_tables: boolean }>(
  'describe-server',
  `select current_setting('server_version') as version, clock_timestamp() as now,
     to_regclass('access_keys') is not null as has_tables`,
)
