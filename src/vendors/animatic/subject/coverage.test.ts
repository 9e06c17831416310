import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Coverage } from './coverage.ts'

const size = 24

/** The coverage of every pixel by polygons. */
function covered(
  polygons: readonly (readonly number[])[],
  width = size,
  holes: readonly (readonly number[])[] = [],
): number[] {
  const coverage = new Coverage(width, size)
  for (const points of polygons) coverage.add(Float64Array.from(points), points.length, false)
  for (const points of holes) coverage.add(Float64Array.from(points), points.length, true)
  const pixels = Array.from({ length: width * size }, () => 0)
  coverage.sweep((row, first, last, changes, at) => {
    let sum = 0
    for (let column = first; column <= last; column++) {
      sum += changes[at + column - first]!
      pixels[row * width + column] = Math.min(1, Math.max(0, sum))
    }
  })
  return pixels
}

function areaOf([ax, ay, bx, by, cx, cy]: readonly number[]): number {
  return Math.abs((bx! - ax!) * (cy! - ay!) - (cx! - ax!) * (by! - ay!)) / 2
}

function total(pixels: readonly number[]): number {
  return pixels.reduce((sum, share) => sum + share, 0)
}

const triangle = (low: number, high: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: low, max: high, noNaN: true }), { minLength: 6, maxLength: 6 })

describe('the coverage of pixels', () => {
  test('is the area of what lies inside, whichever way round it runs', () => {
    fc.assert(
      fc.property(triangle(0, size), (points) => {
        const turned = [4, 5, 2, 3, 0, 1].map((index) => points[index]!)
        expect(total(covered([points]))).toBeCloseTo(areaOf(points), 2)
        expect(total(covered([turned]))).toBeCloseTo(areaOf(points), 2)
      }),
    )
  })

  test('is the same in a smaller window', () => {
    fc.assert(
      fc.property(triangle(-size, size * 2), (points) => {
        const shift = 8
        const whole = covered(
          [points.map((value, index) => (index % 2 === 0 ? value + shift : value))],
          size * 2,
        )
        const part = covered([points])
        for (const [at, share] of part.entries()) {
          const there = whole[Math.floor(at / size) * size * 2 + (at % size) + shift]!
          expect(Math.abs(share - there)).toBeLessThan(1e-3)
        }
      }),
    )
  })

  test('unites what overlaps and leaves holes open', () => {
    const square = [4, 4, 16, 4, 16, 16, 4, 16]
    expect(total(covered([square, square]))).toBeCloseTo(144)
    expect(total(covered([square], size, [[6, 6, 10, 6, 10, 10, 6, 10]]))).toBeCloseTo(128)
  })

  test('is forgotten after a sweep', () => {
    const coverage = new Coverage(size, size)
    coverage.add(Float64Array.of(2, 2, 60, 3, 9, 20), 6, false)
    coverage.sweep(() => {})
    let rows = 0
    coverage.sweep(() => rows++)
    expect(rows).toBe(0)
  })
})
