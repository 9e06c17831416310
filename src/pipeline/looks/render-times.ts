/**
 * How long renders of one model take, learned from those that have finished: a histogram whose bins are 8 % wide, so
 * that three seconds and three hours are told with the same care in 136 numbers. Pure; seconds count from the submit.
 */
export type RenderTimes = {
  /** Renders it was learned from, old ones counting less. */
  readonly weight: number
  /** By this many seconds the share (0 to 1) has finished. */
  quantile(share: number): number
  /**
   * When a look is worth its price: the moment at which a render that had not finished at `lookedSeconds` is expected to
   * have been finished, and not seen, for `priceSeconds`. That is the schedule with the least lateness for its number of
   * looks when they lie close (Keller, Optimum checking schedules, Management Science 21, 1974), and it needs no case of
   * its own for the first look: nothing can be late before anything has finished.
   */
  nextLook(lookedSeconds: number, priceSeconds: number): number
}

const shortestSeconds = 0.5
const binGrowth = 1.08
export const binCount = 136

/** Every render so far counts so much less with each new one: half after 200, so that a vendor may become quicker. */
export const decayPerRender = 0.5 ** (1 / 200)

/** Which bin a render falls into that took so long. Beyond the last one (five hours) it is the last one. */
export function binOf(seconds: number): number {
  const bin = Math.floor(Math.log(Math.max(seconds, shortestSeconds) / shortestSeconds) / Math.log(binGrowth))
  return Math.min(bin, binCount - 1)
}

/** Where a bin begins. */
const edges: readonly number[] = Array.from({ length: binCount + 1 }, (_, index) =>
  index === 0 ? 0 : shortestSeconds * binGrowth ** index,
)
const lastEdge = edges[binCount] ?? 0

/** @param weights of each bin, as they are kept. */
export function learnFrom(weights: readonly number[]): RenderTimes {
  const weight = weights.reduce((sum, each) => sum + each, 0)
  // As if one more render had taken any time at all: what was never seen stays possible, and the less so the more we know.
  const shares = Array.from({ length: binCount }, (_, bin) => {
    return ((weights[bin] ?? 0) + 1 / binCount) / (weight + 1)
  })
  const finishedBy = running(shares)
  // The area below `finishedBy`: seconds of lateness of a render that nobody looks at.
  const lateBy = running(
    shares.map((share, bin) => ((finishedBy[bin] ?? 0) + share / 2) * ((edges[bin + 1] ?? 0) - edge(bin))),
  )
  const densityOf = (bin: number) => (shares[bin] ?? 0) / ((edges[bin + 1] ?? 0) - edge(bin))

  return {
    weight,
    quantile(share) {
      const bin = Math.max(
        0,
        finishedBy.findLastIndex((each, index) => each <= share && index < binCount),
      )
      return Math.min(edge(bin) + (share - (finishedBy[bin] ?? 0)) / densityOf(bin), lastEdge)
    },
    nextLook(lookedSeconds, priceSeconds) {
      if (lookedSeconds >= lastEdge) return lookedSeconds
      const start = binFrom(lookedSeconds)
      const into = lookedSeconds - edge(start)
      const finished = (finishedBy[start] ?? 0) + densityOf(start) * into
      const late = (lateBy[start] ?? 0) + (finishedBy[start] ?? 0) * into + (densityOf(start) * into ** 2) / 2
      // Lateness within (looked, x] of the renders that had not finished: late(x) - late - finished * (x - looked).
      const target = priceSeconds * (1 - finished)
      const lateness = (x: number, lateX: number) => lateX - late - finished * (x - lookedSeconds)
      let bin = start
      while (bin < binCount - 1 && lateness(edge(bin + 1), lateBy[bin + 1] ?? 0) < target) bin++
      // Within a bin renders finish evenly, so the lateness is a parabola: a + b y + c y^2 = target.
      const a = lateness(edge(bin), lateBy[bin] ?? 0) - target
      const b = (finishedBy[bin] ?? 0) - finished
      const c = densityOf(bin) / 2
      return Math.max(lookedSeconds, edge(bin) + (-b + Math.sqrt(Math.max(0, b * b - 4 * a * c))) / (2 * c))
    },
  }
}

const edge = (bin: number): number => edges[bin] ?? lastEdge

/** The bin that holds this moment; by search, because powers do not come out exactly at the edges. */
function binFrom(seconds: number): number {
  let [low, high] = [0, binCount - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (edge(middle) <= seconds) low = middle
    else high = middle - 1
  }
  return low
}

/** 0, then the sums up to and with each. */
function running(values: readonly number[]): readonly number[] {
  const sums = [0]
  for (const value of values) sums.push((sums.at(-1) ?? 0) + value)
  return sums
}
