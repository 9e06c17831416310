import type { JsonObject, Job, StagedInputs } from '../catalog/job.ts'
import type { Clip, Ticket } from '../vendors/vendor.ts'
import type { TaskView } from './tasks.ts'

/** Where a task stands. A stage is entered when its work begins and left when its result is committed. */
export type Stage = (typeof stages)[number]

export const stages = [
  'queued',
  'intake',
  'submit',
  'render',
  'collect',
  'deliver',
  'done',
  'failed',
] as const

/** A task as the pipeline works on it. */
export type Task = {
  readonly id: string
  readonly accountId: bigint
  readonly stage: Stage
  readonly vendor: string
  readonly requestId: string
  readonly job: Job
  /** `null` until intake has them. */
  readonly inputs: StagedInputs | null
  readonly ticket: Ticket | null
  readonly clips: readonly Clip[] | null
  readonly results: readonly Result[] | null
  readonly createdAt: Date
  /** When it got its vendor's slot; `null` while it waits. */
  readonly admittedAt: Date | null
  readonly submittedAt: Date | null
  /** `null` as long as the caller wants it. */
  readonly cancel: CancelState | null
}

/** `requested` until a worker has seen to it; then the task has ended, and this is how. */
export type CancelState = 'requested' | CancelOutcome

/**
 * unsent: nothing was ever sent to a vendor · stopped: the vendor stopped the job · discarded: it did not, or nobody knows
 * whether it has one, and what it makes is thrown away.
 */
export type CancelOutcome = 'unsent' | 'stopped' | 'discarded'

/** A finished, verified file in our store. */
export type Result = {
  readonly key: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly durationSeconds: number
}

/** What happened, for the timeline. `kind` is one of a small set per stage; `detail` is for people. */
export type TaskEvent = { readonly stage: Stage; readonly kind: string; readonly detail?: JsonObject }

/** Where a line of the timeline belongs: a task that has ended may still have to be told of. */
export type EventStage = Stage | 'notify'

/** The right to write to a task. It is lost the moment somebody else claims it: then writes throw OwnershipLost. */
export type Claim = { readonly taskId: string; readonly version: number }

export const isFinal = (stage: Stage): boolean => stage === 'done' || stage === 'failed'

/** What the wire calls a stage: the caller sees four states only (tencent-contract.md 2). */
export function wireStatus(stage: Stage): TaskView['status'] {
  switch (stage) {
    case 'queued':
    case 'intake':
    case 'submit':
      return 'WAIT'
    case 'render':
    case 'collect':
    case 'deliver':
      return 'RUN'
    case 'done':
      return 'DONE'
    case 'failed':
      return 'FAIL'
  }
}
