import type { TaskLedger } from '../tasks/task-ledger.ts'
import { moneyWords } from './stages/ending.ts'

/** Ends a task that no story will end, as FAIL with this message and what may have been paid. */
export async function giveUpTask(
  taskId: string,
  reason: string,
  { ledger, owner }: { readonly ledger: TaskLedger; readonly owner: string },
): Promise<void> {
  const claim = await ledger.claim(taskId, owner)
  if (claim === null) return
  const message = reason + moneyWords(await ledger.openSpend(taskId))
  await ledger.advance(claim, {
    stage: 'failed',
    message,
    cancel: 'discarded',
    event: { stage: 'failed', kind: 'ended', detail: { status: 'FAIL', message } },
  })
}
