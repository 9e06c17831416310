import type { OpenSpend, Progression, VendorWord } from '../../tasks/task-ledger.ts'
import type { Claim, Stage } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { PipelineTools } from '../tools.ts'

export const onward: StepAnswer = { ended: false }
export const ended: StepAnswer = { ended: true }

/** The longest Message a caller gets. */
const messageLengthMax = 1000

/**
 * Ends the task as FAIL with a message for the caller: what happened, which part, what to do, and what may have been
 * paid all the same. `vendorWord`: when it was the vendor who said so. @throws CancelRequested when the caller has cancelled
 * it, so that it has to end as that.
 */
export async function fail(
  claim: Claim,
  tools: PipelineTools,
  stage: Stage,
  message: string,
  vendorWord?: VendorWord,
): Promise<StepAnswer> {
  if (vendorWord !== undefined) return endAs(claim, tools, stage, message, { vendorWord })
  return endAs(claim, tools, stage, await withMoneyWords(claim, tools, message), {})
}

/** The same for a task that cannot go on at all: also for one whose cancel is what cannot be carried out. */
export const giveUp = async (
  claim: Claim,
  tools: PipelineTools,
  stage: Stage,
  message: string,
): Promise<StepAnswer> =>
  endAs(claim, tools, stage, await withMoneyWords(claim, tools, message), { cancel: 'discarded' })

/** Ends the task as FAIL with just this message. */
export async function endAs(
  claim: Claim,
  tools: PipelineTools,
  stage: Stage,
  message: string,
  how: Pick<Progression, 'vendorWord' | 'cancel'>,
): Promise<StepAnswer> {
  const text = message.slice(0, messageLengthMax).toWellFormed()
  await tools.ledger.advance(claim, {
    stage: 'failed',
    message: text,
    ...how,
    event: { stage, kind: 'ended', detail: { status: 'FAIL', message: text } },
  })
  tools.log.info({ taskId: claim.taskId, stage, reason: text }, 'task failed')
  return ended
}

async function withMoneyWords(claim: Claim, tools: PipelineTools, message: string): Promise<string> {
  const money = moneyWords(await tools.ledger.openSpend(claim.taskId))
  return message.slice(0, messageLengthMax - money.length) + money
}

/** What a caller has to know about the money of a task that we end, not the vendor. */
export function moneyWords(open: OpenSpend | null): string {
  if (open === null || open.isFree) return ''
  return open.outcome === 'accepted'
    ? ' The vendor had taken the job and may charge for it.'
    : ' Whether the vendor charges for it is not known.'
}
