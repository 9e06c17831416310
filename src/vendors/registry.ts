import type { Job } from '../catalog/job.ts'
import type { Vendor } from './vendor.ts'

/** A vendor as this process can use it: the translator, and how hard it may be worked. */
export type VendorEntry = {
  readonly vendor: Vendor
  /** Where the vendor's server is; absent for a vendor that is part of Reelay. */
  readonly baseUrl?: string
  /** Tasks of this vendor that one worker process carries at a time. */
  readonly concurrencyPerWorker: number
  /** When to look after a submit, and how the pause between looks grows. */
  readonly look: { readonly firstSeconds: number; readonly longestSeconds: number }
  /** After this long a render counts as lost. */
  readonly renderSecondsMax: number
  /** What the vendor asks for this job, by its list; for people who plan, not for bills. */
  readonly price?: (job: Job) => Price
}

export type Price = {
  readonly amount: number
  /** ISO 4217, or the vendor's own unit: `USD`, `CNY`, `credits`. */
  readonly currency: string
}

/** Every vendor that has what it needs to work, by name. */
export type VendorRegistry = ReadonlyMap<string, VendorEntry>

export const createVendorRegistry = (entries: readonly VendorEntry[]): VendorRegistry =>
  new Map(entries.map((entry) => [entry.vendor.name, entry]))
