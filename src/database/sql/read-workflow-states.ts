import { repeatableStatement } from '../database.ts'

/** What the engine knows of these workflows; ids it does not know have no row. */
export const readWorkflowStates = repeatableStatement<{ id: string; status: string }>(
  'read-workflow-states',
  `select workflow_uuid as id, status from dbos.workflow_status where workflow_uuid = any($1::text[])`,
)
