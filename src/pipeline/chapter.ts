import type { Stage, Task } from '../tasks/task.ts'
import type { StepAnswer, StepPolicy } from './engine.ts'
import type { StageCall } from './stages/stage-call.ts'

/** A stage as the story tells it. */
export type Chapter = {
  readonly name: Stage
  /** Whether an earlier telling came past it: its result is in the row. */
  readonly isTold: (task: Task) => boolean
  readonly tell: (call: StageCall) => Promise<StepAnswer>
  readonly policy: StepPolicy
}
