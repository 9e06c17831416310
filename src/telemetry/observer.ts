/**
 * Hears what happens in this process, to count it, trace it or write it down. Hearing never fails and never waits. An
 * observer has the methods for what it wants to hear. All times are seconds; `beganAt` is since the epoch, with its
 * fraction.
 */
export interface Observer {
  requestAnswered?(request: AnsweredRequest): void
  stageBegan?(stage: BegunStage): void
  /** Told once, when the task has been read for its first stage here. */
  taskTaken?(task: TaskFacts): void
  stageEnded?(stage: EndedStage): void
  taskEnded?(task: EndedTask): void
  vendorAnswered?(call: VendorCall): void
  notificationSent?(notification: SentNotification): void
  bytesStored?(stored: StoredBytes): void
}

export type AnsweredRequest = Timed & {
  readonly face: FaceName
  /** Of the API: as claimed by the caller. Of the other faces: the route. */
  readonly action: string
  /** Of the API: the error code, empty when it was served. Of the other faces: the HTTP status. */
  readonly code: string
  /** The task that it made or named; empty when there is none. */
  readonly taskId: string
  /** The caller's W3C trace context, as sent. */
  readonly traceparent: string | undefined
}

/** `connection`: what was refused before it was a request. */
export type FaceName = 'mps' | 'media' | 'console' | 'callbacks' | 'connection'

export type TaskFacts = {
  readonly taskId: string
  readonly requestId: string
  readonly family: string
  readonly version: string
  readonly vendor: string
  readonly createdAt: Date
}

export type BegunStage = {
  readonly taskId: string
  readonly stage: string
  readonly beganAt: number
  /** `null` until the task has been read. */
  readonly task: TaskFacts | null
}

export type EndedStage = BegunStage &
  Timed & {
    /** `error`: it was cut off, and will be told again. */
    readonly outcome: 'ok' | 'failed' | 'error'
  }

export type EndedTask = {
  readonly taskId: string
  readonly outcome: 'done' | 'failed'
  readonly endedAt: number
  /** Why it failed, as its caller is told; empty otherwise. */
  readonly message: string
  /** `null` for a task that was ended without having been read. */
  readonly task: TaskFacts | null
}

export type VendorCall = Timed & {
  readonly vendor: string
  readonly operation: string
  /** `ok`, the kind of the vendor's fault, or `error` for one of ours. */
  readonly outcome: string
  /** Empty for a call on behalf of many. */
  readonly taskId: string
}

export type SentNotification = Timed & {
  readonly taskId: string
  readonly attempt: number
  /** `delivered`, `due` (again later), `gone`, `dead`; `late` when its lease was over. */
  readonly outcome: string
}

/** `kind` is the first part of the key: results, buckets, intake, uploads. */
export type StoredBytes = { readonly kind: string; readonly sizeBytes: number }

type Timed = { readonly beganAt: number; readonly durationSeconds: number }

/** Now, in seconds since the epoch, from a clock that does not go back while the process runs. */
export const nowSeconds = (): number => (performance.timeOrigin + performance.now()) / 1000

/** One observer that passes on to many. */
export function observeAll(observers: readonly Observer[]): Observer {
  return {
    requestAnswered: (request) => observers.forEach((each) => each.requestAnswered?.(request)),
    stageBegan: (stage) => observers.forEach((each) => each.stageBegan?.(stage)),
    taskTaken: (task) => observers.forEach((each) => each.taskTaken?.(task)),
    stageEnded: (stage) => observers.forEach((each) => each.stageEnded?.(stage)),
    taskEnded: (task) => observers.forEach((each) => each.taskEnded?.(task)),
    vendorAnswered: (call) => observers.forEach((each) => each.vendorAnswered?.(call)),
    notificationSent: (notification) => observers.forEach((each) => each.notificationSent?.(notification)),
    bytesStored: (stored) => observers.forEach((each) => each.bytesStored?.(stored)),
  }
}
