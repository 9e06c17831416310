import type { Job } from '../catalog/job.ts'
import type { Money } from '../contract/money.ts'
import type { Vendor } from './vendor.ts'

/** A vendor as this process can use it: the translator, and how hard it may be worked. */
export type VendorEntry = {
  readonly vendor: Vendor
  /** Where the vendor's server is; absent for a vendor that is part of Reelay. */
  readonly baseUrl?: string
  readonly concurrency: Concurrency
  /** Submits per second that its key allows, over all processes; absent: as fast as slots come free. */
  readonly requestsPerSecond?: number
  readonly look: LookManners
  /** After this long a render counts as lost. */
  readonly renderSecondsMax: number
  /** What the vendor asks for this job, by the operator's list or its own; `null`: neither says. Absent: no list. */
  readonly price?: (job: Job) => Quote | null
  /** Whether it also charges for jobs that it took and could not finish, or stopped. Absent: not known. */
  readonly chargesFailures?: boolean
}

/** How many tasks the vendor works on at a time: for all workers together, or for each of them (a vendor inside). */
export type Concurrency = { readonly total: number } | { readonly perWorker: number }

/** How a vendor is looked at. */
export type LookManners = {
  /** When to look after a submit, and the longest pause between looks, while a model's render times are not known. */
  readonly firstSeconds: number
  readonly longestSeconds: number
  /** Tickets that `checkMany` takes at a time; a vendor with `checkMany` has it. */
  readonly batchSizeMax?: number
  /** Calls per second of one worker, all looks together; 100 unless said. */
  readonly callsPerSecondMax?: number
  /** Seconds of expected lateness that a look is worth; 1 unless said. */
  readonly priceSeconds?: number
}

/** What a price list says of one job: the estimate that stands until the vendor has told more. */
export type Quote = {
  readonly money: Money
  /** Whose list, and as of which day. */
  readonly source: string
  readonly date: string
  /** Why one should not rely on it. */
  readonly uncertain?: string
}

/** Every vendor that has what it needs to work, by name. */
export type VendorRegistry = ReadonlyMap<string, VendorEntry>

export const createVendorRegistry = (entries: readonly VendorEntry[]): VendorRegistry =>
  new Map(entries.map((entry) => [entry.vendor.name, entry]))
