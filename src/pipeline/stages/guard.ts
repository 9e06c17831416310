import { isDatabaseAway } from '../../database/connection-loss.ts'
import { OwnershipLost } from '../../tasks/task-ledger.ts'
import { type Claim, isFinal, type Stage } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { Chapter } from '../chapter.ts'
import type { PipelineTools } from '../tools.ts'
import { ended, fail, onward } from './ending.ts'

const triesMax = 3
const pauseSeconds = 1

/**
 * Tells a chapter that has not been told yet. No fault in it may strand the task: what is the engine's business (the
 * database away, another owner, a cancelled step) goes up to it; anything else is tried again and then ends the task
 * with the reason.
 */
export async function guardChapter(
  { name, isTold, tell }: Chapter,
  claim: Claim,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<StepAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const task = await tools.ledger.read(claim)
      if (isFinal(task.stage)) return ended
      if (isTold(task)) return onward
      return await tell({ task, claim, tools, signal })
    } catch (error) {
      if (error instanceof OwnershipLost || isDatabaseAway(error) || signal.aborted) throw error
      tools.log.error(
        { err: error, taskId: claim.taskId, stage: name, attempt },
        'a stage failed unexpectedly',
      )
      if (attempt >= triesMax) return fail(claim, tools, name, reasonOf(error, name, claim.taskId))
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
