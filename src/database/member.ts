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
