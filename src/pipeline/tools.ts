import type { Intake } from '../intake/intake.ts'
import type { GuardedFetch } from '../net/guarded-fetch.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import type { TaskLedger } from '../tasks/task-ledger.ts'
import type { Log } from '../telemetry/log.ts'
import type { VendorEntry, VendorRegistry } from '../vendors/registry.ts'
import type { PaceGate } from './admission/pace-gate.ts'
import type { CancelEars } from './cancel-ears.ts'
import type { Lookout } from './looks/lookout.ts'

/** What the stages work with: ports only, so that a test may hand in others. */
export type PipelineTools = {
  readonly ledger: TaskLedger
  readonly cancels: CancelEars
  readonly vendors: VendorRegistry
  /** Every paid call goes through it. */
  readonly gate: PaceGate
  readonly intake: Intake
  readonly store: ObjectStore
  /** The guarded door for calls to the vendor at this address and for what it hands over. */
  readonly vendorFetch: (baseUrl: string | undefined) => GuardedFetch
  /** Looks at vendors until they have rendered. */
  readonly lookout: Pick<Lookout, 'watch'>
  /** Where a vendor may tell of a task; absent without a public address. */
  readonly callbackUrl?: (vendor: string, taskId: string) => string
  /** Where downloads wait until they are checked; on the same disk as nothing in particular. */
  readonly scratchDirectory: string
  /** This process, as written on the tasks it claims. */
  readonly owner: string
  now(): Date
  /** Waits; rejects at once when the signal aborts. */
  pause(seconds: number, signal: AbortSignal): Promise<void>
  /** Repeats what fails because the database is away, for about a minute. */
  persist<Answer>(work: () => Promise<Answer>): Promise<Answer>
  readonly log: Log
}

/** What a caller is told of a vendor that is gone. */
export const noLongerConfigured = (vendor: string): string =>
  `The vendor ${vendor} is no longer configured on this server.`

/** The vendor that the task was routed to; a vendor that was taken out of the configuration meanwhile is our fault. */
export function vendorOf(tools: PipelineTools, name: string): VendorEntry | null {
  return tools.vendors.get(name) ?? null
}
