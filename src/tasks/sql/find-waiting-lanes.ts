import { repeatableStatement } from '../../database/database.ts'
import { isWaiting } from './lane-conditions.ts'

/** Those of the lanes in which anybody waits: one look into the index for each. */
export const findWaitingLanes = repeatableStatement<{ vendor: string }>(
  'find-waiting-lanes',
  `select vendor from unnest($1::text[]) as lane (vendor)
   where exists (select from tasks where tasks.vendor = lane.vendor and ${isWaiting})`,
)
