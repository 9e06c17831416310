import { isDatabaseAway } from '../../database/connection-loss.ts'
import { CancelRequested, OwnershipLost } from '../../tasks/task-ledger.ts'
import { type Claim, isFinal, type Stage } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { Chapter } from '../chapter.ts'
import type { PipelineTools } from '../tools.ts'
import { endCancelled } from './cancel.ts'
import { ended, giveUp, onward } from './ending.ts'

const triesMax = 3
const pauseSeconds = 1

/**
 * Tells a chapter that has not been told yet. No fault in it may strand the task: what is the engine's business (the
 * database away, another owner, a cancelled step) goes up to it; anything else is tried again and then ends the task
 * with the reason. A task that its caller cancels leaves its chapter and ends here.
 */
export async function guardChapter(
  { name, isTold, tell }: Chapter,
  claim: Claim,
  tools: PipelineTools,
  halt: AbortSignal,
): Promise<StepAnswer> {
  for (let attempt = 1; ; attempt++) {
    // Before the look at the row: so a cancel is either there or heard.
    const ear = tools.cancels.listen(claim.taskId)
    let isCancelled = false
    try {
      const task = await tools.ledger.read(claim)
      if (isFinal(task.stage)) return ended
      isCancelled = task.cancel === 'requested'
      if (isCancelled) return await endCancelled({ task, claim, tools, signal: halt, halt })
      if (isTold(task)) return onward
      return await tell({ task, claim, tools, signal: AbortSignal.any([halt, ear.signal]), halt })
    } catch (error) {
      if (isDatabaseAway(error) || halt.aborted) throw error
      // Whatever it made of being cut off; but a cancel that fails is told of again and again.
      if (!isCancelled && (error instanceof CancelRequested || ear.signal.aborted)) continue
      if (error instanceof OwnershipLost) throw error
      tools.log.error(
        { err: error, taskId: claim.taskId, stage: name, attempt },
        'a stage failed unexpectedly',
      )
      if (attempt >= triesMax) return giveUp(claim, tools, name, reasonOf(error, name, claim.taskId))
      await tools.pause(attempt * pauseSeconds, halt)
    } finally {
      ear.close()
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
