import type { TaskLedger } from '../tasks/task-ledger.ts'

/**
 * A ledger that falls silent when the process halts: from then on its writes never settle, so that no stage can take
 * the closing of its own tools for a failure of the task. What was running is told on by the next process. When another
 * worker has fenced this one, they fail at once with that reason instead: the story ends, and lets go of its memory.
 */
export function haltingLedger(ledger: TaskLedger, halt: AbortSignal, fenced: AbortSignal): TaskLedger {
  const unlessHalted = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    fenced.throwIfAborted()
    return halt.aborted ? new Promise<never>(() => undefined) : work()
  }
  return {
    claim: (taskId, owner) => unlessHalted(() => ledger.claim(taskId, owner)),
    read: (claim) => unlessHalted(() => ledger.read(claim)),
    advance: (claim, progression) => unlessHalted(() => ledger.advance(claim, progression)),
    openSpend: (taskId) => unlessHalted(() => ledger.openSpend(taskId)),
    intend: (claim, expectation) => unlessHalted(() => ledger.intend(claim, expectation)),
    settle: (claim, attempt, outcome, reason, progression) =>
      unlessHalted(() => ledger.settle(claim, attempt, outcome, reason, progression)),
  }
}
