import type { JsonObject, Job } from '../catalog/job.ts'

/** What the faces may do with tasks: write one down, look at one, and cancel one. */
export interface Tasks {
  /**
   * Durable when it resolves: the task and its first event are committed. @throws TaskUnconfirmed when the database
   * went away before it could say so; any other error means that there is no such task.
   */
  create(creation: Creation): Promise<Created>
  /** What an idempotency key of the account stands for; `null` when it is free. */
  made(accountId: bigint, idempotency: Idempotency): Promise<Created | null>
  /** `null` for an unknown id and for another account's task alike. */
  describe(accountId: bigint, taskId: string): Promise<TaskView | null>
  /** Durable when it resolves with `cancelled`: the task ends as FAIL, and nothing of it is sent to a vendor any more. */
  cancel(accountId: bigint, taskId: string): Promise<Cancelled>
}

export type Cancelled =
  /** Now or earlier; whether it has ended yet, a look tells. */
  | { readonly outcome: 'cancelled' }
  /** By itself, before. */
  | { readonly outcome: 'ended'; readonly status: 'DONE' | 'FAIL' }
  /** Or another account's. */
  | { readonly outcome: 'unknown' }

export type Creation = {
  readonly accountId: bigint
  /** The account's public number, the first part of a TaskId. */
  readonly appId: bigint
  readonly requestId: string
  /** The request as sent, for the record. */
  readonly request: JsonObject
  readonly job: Job
  /** The vendor that the routes chose for this job. */
  readonly vendor: string
  /** Of creates with the same key in an account only the first makes a task, for three days. */
  readonly idempotency?: Idempotency
  /** -10 to 10: of the account's tasks that wait the higher starts first. Absent: 0. */
  readonly priority?: number
  /** Whom to tell when the task has ended. */
  readonly notify?: NotificationWish
}

export type NotificationWish = {
  readonly url: string
  /** The key that signs, sealed. */
  readonly secret: Uint8Array
  readonly sessionId?: string
}

export type Idempotency = {
  readonly key: string
  /** Equal for requests that ask for the same. */
  readonly digest: string
}

export type Created = {
  /** The task that was made now, or under the same idempotency key before. */
  readonly taskId: string
  /** The key stands for another request, whose task this is. Nothing was made. */
  readonly conflict?: true
}

/** What a caller sees of a task. */
export type TaskView = {
  readonly taskId: string
  readonly status: 'WAIT' | 'RUN' | 'DONE' | 'FAIL'
  /** Keys of the results in the object store; filled when DONE. */
  readonly resultKeys: readonly string[]
  /** `1280x720`, measured on the file; empty before DONE. */
  readonly resolution: string
  /** Why it failed; empty otherwise. */
  readonly message: string
}

/** A task that may have been written down: a look at it tells, when the database is back. */
export class TaskUnconfirmed extends Error {
  override readonly name = 'TaskUnconfirmed'
  readonly taskId: string

  constructor(taskId: string, cause: unknown) {
    super(`It is not known whether the task ${taskId} was written down.`, { cause })
    this.taskId = taskId
  }
}
