import { statement } from '../../database/database.ts'
import { chargeNote, chargeVerdict } from './charge-verdict.ts'

/**
 * What a call came to ($3: accepted or refused) that nobody knew the outcome of when its task ended, once, with a line on
 * the timeline. No row when it was cleared before.
 */
export const clearDoubt = statement<{ task_id: string }>(
  'clear-doubt',
  `with cleared as (
     update spends set
       outcome = $3, settled_at = clock_timestamp(),
       ${chargeVerdict('$3', '$4', '$5', '$6')}
     where task_id = $1 and attempt = $2 and outcome = 'unknown' and charge = 'possible'
     returning task_id, ${chargeNote} as cost
   )
   insert into task_events (task_id, stage, kind, detail)
   select task_id, 'submit', $7, $8::jsonb || jsonb_build_object('attempt', $2::integer, 'cost', cost) from cleared
   returning task_id`,
)
