import { isDatabaseAway } from '../../database/connection-loss.ts'
import { OwnershipLost } from '../../tasks/task-ledger.ts'
import type { Claim, Stage } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { PipelineTools } from '../tools.ts'
import { fail } from './ending.ts'

const triesMax = 3
const pauseSeconds = 1

/**
 * No fault may strand a task. What is the engine's business (the database away, another owner, a cancelled step)
 * goes up to it; anything else is tried again and then ends the task with the reason.
 */
export async function guardStage(
  stage: Stage,
  tell: (claim: Claim, tools: PipelineTools, signal: AbortSignal) => Promise<StepAnswer>,
  claim: Claim,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<StepAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tell(claim, tools, signal)
    } catch (error) {
      if (error instanceof OwnershipLost || isDatabaseAway(error) || signal.aborted) throw error
      tools.log.error({ err: error, taskId: claim.taskId, stage, attempt }, 'a stage failed unexpectedly')
      if (attempt >= triesMax) return fail(claim, tools, stage, reasonOf(error, stage, claim.taskId))
      await tools.pause(attempt * pauseSeconds, signal)
    }
  }
}

function reasonOf(error: unknown, stage: Stage, taskId: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return "The server's disk is full. Please create the task anew when there is space again."
  }
  return `An internal error stopped the task in its ${stage} stage; the server's log has the details under ${taskId}.`
}
