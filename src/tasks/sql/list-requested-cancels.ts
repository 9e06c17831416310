import { repeatableStatement } from '../../database/database.ts'

/** Tasks that a worker has to cancel; they are few, and have an index of their own. */
export const listRequestedCancels = repeatableStatement<{ id: string }>(
  'list-requested-cancels',
  `select id from tasks where cancel = 'requested' limit $1`,
)
