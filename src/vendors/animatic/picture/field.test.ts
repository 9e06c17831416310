import { describe, expect, test } from 'vitest'
import { boxBlur, createField, downsample, sampleField, sampleFieldAt } from './field.ts'
import { fractalNoise, valueNoise } from './noise.ts'
import { createRandom } from './random.ts'

describe('fields', () => {
  test('area average keeps the mean', () => {
    const random = createRandom(1)
    const plane = Uint8Array.from({ length: 12 * 8 }, () => random() * 255)
    const field = downsample(plane, 12, 8, 3, 2)
    expect(mean(field.values)).toBeCloseTo(mean(plane), 3)
  })

  test('a plane smaller than the field is stretched without gaps', () => {
    const field = downsample(Uint8Array.from([10, 20]), 2, 1, 8, 4)
    expect([...field.values.subarray(0, 8)]).toEqual([10, 10, 10, 10, 20, 20, 20, 20])
    expect(field.values).not.toContain(Number.NaN)
  })

  test('a blur keeps a constant and spreads a point evenly', () => {
    const flat = createField(5, 3)
    flat.values.fill(4)
    boxBlur(flat, 9, 2)
    for (const value of flat.values) expect(value).toBeCloseTo(4, 5)
    const point = createField(7, 7)
    point.values[24] = 9
    boxBlur(point, 1, 1)
    expect(point.values[24]).toBeCloseTo(1, 5)
    expect(point.values[16]).toBeCloseTo(1, 5)
    expect(point.values[9]).toBeCloseTo(0, 5)
  })

  test('samples interpolate inside and hold outside', () => {
    const field = { width: 2, height: 2, values: Float32Array.from([0, 10, 20, 30]) }
    expect(sampleField(field, 0.5, 0.5)).toBe(15)
    expect(sampleField(field, -5, 0)).toBe(0)
    expect(sampleField(field, 9, 9)).toBe(30)
    expect(sampleFieldAt(field, 0.5, 0.5)).toBe(15)
    expect(sampleField({ width: 1, height: 1, values: Float32Array.from([7]) }, 3, -3)).toBe(7)
  })
})

describe('noise', () => {
  test('stays between 0 and 1, is continuous and repeats where asked', () => {
    for (let x = -3; x < 9; x += 0.13) {
      const value = fractalNoise(x, x * 0.7, 42)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
      expect(Math.abs(valueNoise(x + 1e-4, 0.3, 42) - valueNoise(x, 0.3, 42))).toBeLessThan(1e-3)
      expect(fractalNoise(x + 6, 1.2, 7, 4, 0.5, 6)).toBeCloseTo(fractalNoise(x, 1.2, 7, 4, 0.5, 6), 9)
    }
  })

  test('the same seed gives the same numbers, another seed others', () => {
    const [a, b, c] = [createRandom(3), createRandom(3), createRandom(4)]
    const first = Array.from({ length: 4 }, () => a())
    expect(Array.from({ length: 4 }, () => b())).toEqual(first)
    expect(Array.from({ length: 4 }, () => c())).not.toEqual(first)
  })
})

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}
