import { describe, expect, test } from 'vitest'
import { createPace, type Pace } from './pace.ts'

/** How many calls begin in so many milliseconds when there is always one to make. */
function begun(pace: Pace, from: number, milliseconds: number): number {
  let count = 0
  for (let now = from; now < from + milliseconds; now++) {
    for (; pace.readyAt() <= now; count++) pace.begin(now)
  }
  return count
}

describe('the pace of looks', () => {
  test('keeps to the rate, and catches a tenth of a second up after a quiet moment', () => {
    const pace = createPace(100)
    expect(begun(pace, 0, 1000)).toBeLessThanOrEqual(111)
    expect(begun(pace, 1000, 10_000)).toBe(1000)
  })

  test('pauses for as long as the vendor asks, but never longer than five minutes', () => {
    const pace = createPace(100)
    expect(pace.throttled(0, 30)).toBe(30)
    expect(begun(pace, 0, 30_000)).toBe(0)
    expect(pace.throttled(40_000, 86_400)).toBe(300)
  })

  test('pauses once for calls that were under way together, and longer each time when no time is named', () => {
    const pace = createPace(100)
    const pauses = [0, 1, 10_000, 30_000, 60_000, 200_000].map((now) => pace.throttled(now, undefined))
    expect(pauses).toEqual([5, null, 10, 20, 40, 60])
  })

  test('is slower after a pause, and finds back to its rate with success', () => {
    const pace = createPace(100)
    pace.throttled(0, 1)
    expect(begun(pace, 1000, 1000)).toBeLessThanOrEqual(56)
    for (let count = 0; count < 100; count++) pace.succeeded()
    expect(begun(pace, 10_000, 10_000)).toBeGreaterThan(900)
  })

  test('takes three failures in a row for an outage, and a success for its end', () => {
    const pace = createPace(100)
    expect([pace.failed(0), pace.failed(1), pace.failed(2)]).toEqual([null, null, 1])
    expect(pace.failed(2000)).toBe(2)
    for (let now = 10_000; now < 1_000_000; now += 60_000) expect(pace.failed(now)).toBeLessThanOrEqual(30)
    pace.succeeded()
    expect(pace.failed(2_000_000)).toBeNull()
  })
})
