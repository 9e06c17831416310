import type { Claim, Task } from '../../tasks/task.ts'
import type { PipelineTools } from '../tools.ts'

/** What a stage is told with: the task as it stands now, and the right to write to it. */
export type StageCall = {
  readonly task: Task
  readonly claim: Claim
  readonly tools: PipelineTools
  /** Aborts when the step is to stop, and when the caller cancels the task. */
  readonly signal: AbortSignal
  /** Aborts only when the step is to stop: for a call that has to be heard to its end, because it costs money. */
  readonly halt: AbortSignal
}
