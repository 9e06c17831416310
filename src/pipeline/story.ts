import { OwnershipLost } from '../tasks/task-ledger.ts'
import type { Chapter } from './chapter.ts'
import type { Step, StepPolicy } from './engine.ts'
import { giveUp } from './stages/ending.ts'
import { guardChapter } from './stages/guard.ts'
import { collectClips } from './stages/collect.ts'
import { deliverResults } from './stages/deliver.ts'
import { stageInputs } from './stages/intake.ts'
import { renderAtVendor } from './stages/render.ts'
import { submitToVendor } from './stages/submit.ts'
import type { PipelineTools } from './tools.ts'

/** The life of a task, in order. Each stage is idempotent: it may be cut off anywhere and told again from its start. */
const chapters: readonly [Chapter, ...Chapter[]] = [
  // Vendors never fetch a caller's URL: we do, once, and look at what came.
  { name: 'intake', isTold: (task) => task.inputs !== null, tell: stageInputs, policy: within(1800) },
  // The only stage that costs money. It waits at the vendor's gate, for as long as an operator keeps it closed.
  { name: 'submit', isTold: (task) => task.ticket !== null, tell: submitToVendor, policy: within(24 * 3600) },
  // The whole wait is one step, in memory: thousands of waiting tasks cost no database traffic.
  { name: 'render', isTold: (task) => task.clips !== null, tell: renderAtVendor, policy: within(4 * 3600) },
  // Vendors' links die: the bytes are ours before the task is done.
  { name: 'collect', isTold: (task) => task.results !== null, tell: collectClips, policy: within(3600) },
  { name: 'deliver', isTold: () => false, tell: deliverResults, policy: within(3600) },
]

/** A task that was taken up this often kills the processes that work on it. */
const tellingsMax = 25

/** Tells a task's story from wherever it stands to its end. */
export async function tellStory(taskId: string, step: Step, tools: PipelineTools): Promise<void> {
  // Not a remembered step: every telling, also after a crash, must take the task over anew.
  const claim = await tools.persist(() => tools.ledger.claim(taskId, tools.owner))
  if (claim === null) {
    // It has ended; perhaps a crash came between its end and the last of its work.
    await tools.intake.release(taskId)
    return
  }
  try {
    if (claim.version > tellingsMax) {
      const message = `The task was taken up ${tellingsMax} times and cut off each time; the server's log has the details.`
      await step('give-up', chapters[0].policy, () => giveUp(claim, tools, 'failed', message))
      return
    }
    for (const chapter of chapters) {
      const { ended } = await step(chapter.name, chapter.policy, (signal) =>
        guardChapter(chapter, claim, tools, signal),
      )
      if (ended) break
    }
    await tools.intake.release(taskId)
  } catch (error) {
    if (!(error instanceof OwnershipLost)) throw error
    tools.log.warn({ taskId }, 'another worker has taken this task over; leaving it to him')
  }
}

/** A try may take this long; what fails is the database's absence, which is tried for some minutes. */
function within(timeoutSeconds: number): StepPolicy {
  return { timeoutSeconds, triesMax: 12, pauseSeconds: 1 }
}
