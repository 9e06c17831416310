import { repeatableStatement } from '../database.ts'

/** Connections of Reelay's to this database, but for this one: servers, workers, commands. */
export const countConnections = repeatableStatement<{ connections: number }>(
  'count-connections',
  `select count(*)::integer as connections from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid() and application_name like 'reelay%'`,
)
