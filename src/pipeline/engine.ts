import type { Database } from '../database/database.ts'

/**
 * The durable execution engine, as the pipeline sees it: it runs a story per task, remembers which steps are done,
 * and runs the rest again elsewhere when a process dies. Behind it: DBOS (durable-engine.ts).
 */
export interface Engine {
  /** Hands tasks over, within the caller's transaction. The workflow's id is the task's id: twice is once. */
  enqueue(transaction: Database, tasks: readonly Dispatch[]): Promise<void>
  /** Brings the engine's own tables up to date and starts running stories. One process at a time. */
  start(): Promise<void>
  /** Puts workflows whose process died back into their queue. */
  resume(taskIds: readonly string[], queue: string): Promise<void>
  /** Forgets workflows that have ended, so that the same task may be enqueued again. */
  forget(taskIds: readonly string[]): Promise<void>
  /** What the engine knows of these tasks: `ended` means that nobody will work on it any more. */
  states(taskIds: readonly string[]): Promise<ReadonlyMap<string, 'waiting' | 'running' | 'ended'>>
  /** Whether this process is telling the task's story now. */
  isTelling(taskId: string): boolean
  /** Stops taking tasks, gives running ones this long to end, and leaves the rest to the next process. */
  stop(graceSeconds: number): Promise<void>
}

export type Dispatch = { readonly taskId: string; readonly vendor: string }

/** Runs a step of a story at most once to success; its answer is remembered across crashes. */
export type Step = <Answer extends StepAnswer>(
  name: string,
  policy: StepPolicy,
  work: (signal: AbortSignal) => Promise<Answer>,
) => Promise<Answer>

/** Small plain JSON: it is written to the database with every step. */
export type StepAnswer = { readonly ended: boolean }

export type StepPolicy = {
  /** One try may take this long; then its signal aborts and it counts as failed. */
  readonly timeoutSeconds: number
  readonly triesMax: number
  /** The pause before the second try; it grows by half each time. */
  readonly pauseSeconds: number
}

export type Story = (taskId: string, step: Step) => Promise<void>
