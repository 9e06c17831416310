import type { Claim, Task } from '../../tasks/task.ts'
import type { PipelineTools } from '../tools.ts'

/** What a stage is told with: the task as it stands now, and the right to write to it. */
export type StageCall = {
  readonly task: Task
  readonly claim: Claim
  readonly tools: PipelineTools
  readonly signal: AbortSignal
}
