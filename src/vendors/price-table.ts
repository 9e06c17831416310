import type { Job, Mode } from '../catalog/job.ts'
import { renderResolution } from '../catalog/render-resolution.ts'
import { type Money, money } from '../contract/money.ts'
import type { Quote, VendorEntry } from './registry.ts'

/**
 * A line of a price list. The first row whose facts all hold for a job decides; when none does, the price is not known,
 * which is not zero. Plain data, so that an operator may write rows of his own.
 */
export type PriceRow = {
  /** Absent: every job. */
  readonly when?: PriceFacts
  /** A decimal as people write it: `0.042`. */
  readonly amount: string
  /** ISO 4217, or the vendor's own unit. */
  readonly currency: string
  /** What the amount buys: the video, a second of it, or so many seconds of it. What is begun counts whole. */
  readonly per: 'video' | 'second' | { readonly seconds: number }
  /** Whose word it is, and as of which day. */
  readonly source: string
  readonly date: string
  /** Why one should not rely on it. */
  readonly uncertain?: string
}

/** What a price may depend on; each member lists what it may be. */
export type PriceFacts = {
  readonly family?: readonly string[]
  readonly version?: readonly string[]
  readonly mode?: readonly Mode[]
  /** As the model renders it: a video that is scaled up afterwards costs what it was rendered at. */
  readonly resolution?: readonly string[]
  readonly durationSeconds?: readonly number[]
  readonly audio?: readonly boolean[]
  readonly offPeak?: readonly boolean[]
  /** Whether the job brings a video along. */
  readonly videoInput?: readonly boolean[]
  /** A special kind of scene; `none` for all other jobs. */
  readonly scene?: readonly string[]
}

/** What one vendor asks. */
export type PriceList = {
  readonly vendor: string
  readonly rows: readonly PriceRow[]
  /** Whether it also charges for jobs that it took and could not finish, or stopped. Absent: not known. */
  readonly chargesFailures?: boolean
  /** What one has to know besides, in sentences. */
  readonly notes: readonly string[]
}

/** A vendor's list as its entry in the registry has it; the operator's own rows come first. */
export function pricing(
  { rows, chargesFailures }: PriceList,
  ownRows: readonly PriceRow[] = [],
): Pick<VendorEntry, 'price' | 'chargesFailures'> {
  const all = [...ownRows, ...rows]
  return {
    price: (job) => quote(all, job),
    ...(chargesFailures === undefined ? {} : { chargesFailures }),
  }
}

/** What the job costs by this list; `null` when the list does not say. */
export function quote(rows: readonly PriceRow[], job: Job): Quote | null {
  const row = rows.find(({ when }) => when === undefined || holds(when, job))
  if (row === undefined) return null
  const { source, date, uncertain } = row
  return { money: costOf(row, job), source, date, ...(uncertain === undefined ? {} : { uncertain }) }
}

function holds(when: PriceFacts, job: Job): boolean {
  return (
    includes(when.family, job.family) &&
    includes(when.version, job.version) &&
    includes(when.mode, job.mode) &&
    (when.resolution === undefined || when.resolution.includes(renderResolution(job))) &&
    includes(when.durationSeconds, job.durationSeconds) &&
    includes(when.audio, job.audio) &&
    includes(when.offPeak, job.offPeak ?? false) &&
    includes(when.videoInput, (job.videos ?? []).length > 0) &&
    includes(when.scene, job.sceneType ?? 'none')
  )
}

function includes<Fact>(listed: readonly Fact[] | undefined, fact: Fact | null): boolean {
  return listed === undefined || (fact !== null && listed.includes(fact))
}

function costOf({ amount, currency, per }: PriceRow, { durationSeconds }: Job): Money {
  const { micros } = money(amount, currency)
  const units = per === 'video' ? 1 : Math.ceil(durationSeconds / (per === 'second' ? 1 : per.seconds))
  return { micros: micros * BigInt(units), currency }
}
