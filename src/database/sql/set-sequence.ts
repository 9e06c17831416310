import { statement } from '../database.ts'

/** Has the sequence go on after this number. */
export const setSequence = statement<{ setval: bigint }>(
  'set-sequence',
  `select setval(format('%I', $1::text)::regclass, $2::bigint)`,
)
