/**
 * The worker that a connection belongs to. Each of its sessions carries its id in the name, so that another worker can
 * end them all, and a connection that is opened after it was fenced is refused.
 */
export interface Member {
  /** Unique per process, for ever. */
  readonly executorId: string
  /** The database said that this worker is fenced. */
  refused(): void
  /** Whoever keeps connections tells how to cut them at once: those that have hung are of no use to anybody. */
  onSilence(cut: () => void): void
}

/** This process's place among the workers: an advisory lock, and a row that is touched every 2 seconds. */
export interface WorkerSession extends Member {
  /** Aborts with `WorkerFenced` when another worker has fenced this one: for good. */
  readonly fenced: AbortSignal
  /**
   * Resolves at once while the database has lately said that this is a worker, and else when it says so again. A process
   * that was frozen or cut off waits here before it does what cannot be undone; a fenced one for ever. Rejects with the
   * signal's reason.
   */
  standing(signal?: AbortSignal): Promise<void>
  /** For how long its beats have come without a gap: who was away himself cannot judge others. */
  steadySeconds(): number
  /** Ends the membership; what is left of this worker's tasks is for others to take at once. */
  leave(): Promise<void>
}

/** This worker was taken for dead, and its tasks are others' now. It can do nothing but end. */
export class WorkerFenced extends Error {
  override readonly name = 'WorkerFenced'

  constructor(executorId: string) {
    super(`Another worker took over what ${executorId} was working on: the database serves it no more.`)
  }
}

/** `reelay engine 0b9c...`; PostgreSQL keeps 63 bytes of it, and an id of 36 leaves 26 for the purpose. */
export const sessionName = (purpose: string, member: Member | undefined): string =>
  member === undefined ? purpose : `${purpose} ${member.executorId}`
