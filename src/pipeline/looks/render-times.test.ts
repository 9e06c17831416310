import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextLook } from './next-look.ts'
import { binCount, binOf, learnFrom, type RenderTimes } from './render-times.ts'

const learned = (renders: readonly number[], each = 1): RenderTimes => {
  const weights = Array<number>(binCount).fill(0)
  for (const seconds of renders) weights[binOf(seconds)] = (weights[binOf(seconds)] ?? 0) + each
  return learnFrom(weights)
}
const anyRenders = fc.array(fc.double({ min: 0.5, max: 15_000, noNaN: true }), {
  minLength: 0,
  maxLength: 60,
})
const anyMoment = fc.double({ min: 0, max: 20_000, noNaN: true })
const anyPrice = fc.double({ min: 0.001, max: 100, noNaN: true })

/** The renders of a model as they come: half of them within `median`, with the spread of a lognormal distribution. */
function lognormal(median: number, sigma: number, count = 2000): number[] {
  return Array.from(
    { length: count },
    (_, index) => median * Math.exp(sigma * normalQuantile((index + 0.5) / count)),
  )
}
/** Acklam's formula would be overkill: by bisection of a sum that everybody can check (Zelen & Severo 26.2.17). */
function normalQuantile(share: number): number {
  let [low, high] = [-6, 6]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (normalShare(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const above = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series
  return x > 0 ? 1 - above : above
}

describe('what was learned', () => {
  test('tells the quantiles of the renders it was learned from', () => {
    const times = learned(lognormal(120, 0.35))
    expect(times.quantile(0.5)).toBeGreaterThan(112)
    expect(times.quantile(0.5)).toBeLessThan(128)
    expect(times.quantile(0.95)).toBeGreaterThan(190)
    expect(times.quantile(0.95)).toBeLessThan(240)
  })

  test('has quantiles that grow with the share, within the longest render there is', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(anyRenders, share, share, (renders, one, other) => {
        const times = learned(renders)
        expect(times.quantile(Math.min(one, other))).toBeLessThanOrEqual(times.quantile(Math.max(one, other)))
        expect(times.quantile(1)).toBeLessThan(20_000)
      }),
    )
  })
})

describe('the next look', () => {
  test('never lies before the last one, and the later that was, the later it is', () => {
    fc.assert(
      fc.property(anyRenders, anyPrice, anyMoment, anyMoment, (renders, price, one, other) => {
        const times = learned(renders)
        const [early, late] = [Math.min(one, other), Math.max(one, other)]
        expect(times.nextLook(early, price)).toBeGreaterThanOrEqual(early)
        expect(times.nextLook(late, price)).toBeGreaterThanOrEqual(times.nextLook(early, price) - 1e-6)
      }),
    )
  })

  test('comes the later the more a look costs', () => {
    fc.assert(
      fc.property(anyRenders, anyMoment, anyPrice, anyPrice, (renders, looked, one, other) => {
        const times = learned(renders)
        const cheap = times.nextLook(looked, Math.min(one, other))
        expect(times.nextLook(looked, Math.max(one, other))).toBeGreaterThanOrEqual(cheap - 1e-6)
      }),
    )
  })

  test('comes when the expected lateness is worth the price, by the definition', () => {
    const renders = lognormal(60, 0.5)
    const times = learned(renders, 100)
    for (const looked of [0, 30, 60, 100]) {
      const next = times.nextLook(looked, 2)
      const alive = renders.filter((seconds) => seconds > looked)
      const lateness = alive.reduce((sum, seconds) => sum + Math.max(0, next - seconds), 0) / alive.length
      expect(lateness).toBeGreaterThan(1.8)
      expect(lateness).toBeLessThan(2.2)
    }
  })

  test('is not before anything can have finished', () => {
    expect(learned(lognormal(300, 0.1), 10).nextLook(0, 1)).toBeGreaterThan(220)
  })

  test('follows a vendor that has become quicker', () => {
    // 289 is where decay and renders are in balance; 300 new ones come on top of what is left of them.
    const weights = Array<number>(binCount).fill(0)
    weights[binOf(300)] = 289 * 0.5 ** (300 / 200)
    weights[binOf(60)] = 289 * (1 - 0.5 ** (300 / 200))
    expect(learnFrom(weights).nextLook(0, 1)).toBeLessThan(66)
  })
})

describe('the pauses between looks', () => {
  const look = { firstSeconds: 10, longestSeconds: 20 }
  test('are bounded, whatever was learned and whenever it was looked', () => {
    fc.assert(
      fc.property(
        anyRenders,
        anyMoment,
        fc.double({ min: 0.0001, max: 20, noNaN: true }),
        (renders, looked, share) => {
          const at = nextLook({ lookedSeconds: looked, learned: learned(renders), look, priceShare: share })
          expect(at - looked).toBeGreaterThanOrEqual(0.2 - 1e-6)
          expect(at - looked).toBeLessThanOrEqual(60 + 1e-6)
        },
      ),
    )
  })

  test('of an unknown model are as its vendor’s entry says', () => {
    const moments = [0]
    for (let count = 0; count < 8; count++) {
      const looked = moments.at(-1) ?? 0
      moments.push(nextLook({ lookedSeconds: looked, learned: null, look, priceShare: 1 }))
    }
    const pauses = moments
      .slice(1)
      .map((moment, index) => Number((moment - (moments[index] ?? 0)).toFixed(2)))
    expect(pauses).toEqual([10, 12, 14.4, 17.28, 20, 20, 20, 20])
  })
})

describe('with the same number of looks', () => {
  type Schedule = (looked: number) => number
  const play = (renders: readonly number[], next: Schedule) => {
    let [looks, lateness] = [0, 0]
    for (const seconds of renders) {
      let at = 0
      do {
        at = next(at)
        looks++
      } while (at < seconds)
      lateness += at - seconds
    }
    return { looks: looks / renders.length, lateness: lateness / renders.length }
  }
  /** The schedule of a family whose looks come nearest to so many. */
  const tuned = (renders: readonly number[], looks: number, family: (size: number) => Schedule) => {
    let [low, high] = [0.05, 2000]
    for (let step = 0; step < 40; step++) {
      const middle = Math.sqrt(low * high)
      if (play(renders, family(middle)).looks > looks) low = middle
      else high = middle
    }
    // The last one that makes at least as many.
    return play(renders, family(low))
  }

  test.each([
    ['a steady model', lognormal(120, 0.15), 0.5],
    ['a usual one', lognormal(120, 0.4), 0.7],
    ['two speeds', [...lognormal(40, 0.2), ...lognormal(300, 0.2)], 0.7],
  ])('%s is seen earlier than by a fixed or a growing pause', (_name, renders, share) => {
    const times = learned(renders, 289 / renders.length)
    const ours = play(renders, (looked) => Math.max(times.nextLook(looked, 1), looked + 0.2))
    const fixed = tuned(renders, ours.looks, (size) => (looked) => looked + size)
    const growing = tuned(renders, ours.looks, (size) => (looked) => (looked + size) * 1.2)
    for (const other of [fixed, growing]) {
      expect(other.looks).toBeGreaterThanOrEqual(ours.looks)
      expect(ours.lateness).toBeLessThan(share * other.lateness)
    }
  })
})
