import type { VendorWord } from '../../tasks/task-ledger.ts'
import type { Clip, Ticket } from '../../vendors/vendor.ts'
import type { Due } from './due-heap.ts'

/** How a watch ends. */
export type Sight =
  | { readonly outcome: 'finished'; readonly clips: readonly Clip[]; readonly vendorWord: VendorWord }
  /** Without a word of the vendor's we gave up, and it may still finish and charge. */
  | { readonly outcome: 'failed'; readonly message: string; readonly vendorWord?: VendorWord }

/** A task in flight, as the lookout keeps it: under 1 KB, for there are thousands. Moments are the look clock's. */
export type Watched = Due & {
  readonly taskId: string
  readonly ticket: Ticket
  readonly modelKey: string
  readonly submittedAt: number
  readonly deadlineAt: number
  state: 'due' | 'looking' | 'ended'
  /** The last look that saw it unfinished; the submit when there was none. */
  lookedAt: number
  /** The end of the last look, whatever it came to. */
  calledAt: number
  /** Nobody knows when it was looked at last: the first look at it says little of how long it took. */
  isResumed: boolean
  /** Looks that a callback has asked for and that are still to be made. */
  hints: number
  /** In how large a batch it may be looked at: smaller after batches with it have failed. */
  batchSizeMax: number
  /** Calls off the look at it alone. */
  call: AbortController | null
  readonly end: (sight: Sight) => void
  /** For a bug of ours or of the vendor's translator: whoever watches decides. */
  readonly fail: (error: unknown) => void
}
