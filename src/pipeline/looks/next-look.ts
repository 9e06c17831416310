import type { VendorEntry } from '../../vendors/registry.ts'
import type { RenderTimes } from './render-times.ts'

/** Fewer finished renders than this tell nothing yet. */
export const rendersToLearnMin = 8

/** A pause is at least so long, and no render goes unwatched for longer than a minute, whatever was learned. */
const pauseSecondsMin = 0.2
const pauseSecondsMax = 60

/** What a look is worth when the vendor's entry does not say: it is made when a second of lateness is expected. */
const priceSecondsDefault = 1

export type LookPlan = {
  /** Seconds from the submit to the last look, or 0. */
  readonly lookedSeconds: number
  /** What is known of the model's renders; `null` when nothing is. */
  readonly learned: RenderTimes | null
  readonly look: VendorEntry['look']
  /** What one look of this task costs, as a share of a whole one: a hundredth in a batch of a hundred. */
  readonly priceShare: number
}

/**
 * When to look next, in seconds from the submit. Of an unknown model as its vendor's entry says: first after
 * `firstSeconds`, then with pauses that grow by a fifth each time (which is a fifth of the time that has passed) up to
 * `longestSeconds`.
 */
export function nextLook({ lookedSeconds, learned, look, priceShare }: LookPlan): number {
  const isKnown = learned !== null && learned.weight >= rendersToLearnMin
  const pause = isKnown
    ? learned.nextLook(lookedSeconds, (look.priceSeconds ?? priceSecondsDefault) * priceShare) - lookedSeconds
    : // The best pause grows with the root of the price, whatever the distribution.
      patience(look, lookedSeconds) * Math.sqrt(priceShare)
  return lookedSeconds + Math.min(Math.max(pause, pauseSecondsMin), longestPause(look))
}

/** The pause of who knows nothing, so many seconds after the submit. */
export const patience = (
  { firstSeconds, longestSeconds }: VendorEntry['look'],
  passedSeconds: number,
): number => Math.min(firstSeconds + passedSeconds / 5, longestSeconds)

export const longestPause = ({ longestSeconds }: VendorEntry['look']): number =>
  Math.max(longestSeconds, pauseSecondsMax)
