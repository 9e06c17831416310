import type { Claim, Stage } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { PipelineTools } from '../tools.ts'

export const onward: StepAnswer = { ended: false }
export const ended: StepAnswer = { ended: true }

/** The longest Message a caller gets. */
const messageLengthMax = 1000

/** Ends the task as FAIL with a message for the caller: what happened, which part, what to do. */
export async function fail(
  claim: Claim,
  tools: PipelineTools,
  stage: Stage,
  message: string,
): Promise<StepAnswer> {
  const text = message.slice(0, messageLengthMax)
  await tools.ledger.advance(claim, {
    stage: 'failed',
    message: text,
    event: { stage, kind: 'ended', detail: { status: 'FAIL', message: text } },
  })
  tools.log.info({ taskId: claim.taskId, stage, reason: text }, 'task failed')
  return ended
}
