import { describe, expect, test } from 'vitest'
import { bendMesh, createMesh, warpFrame } from './mesh-warp.ts'
import { createFrame } from './planar-frame.ts'
import { createRandom } from './random.ts'

describe('mesh warp', () => {
  test.each([
    [64, 48],
    [50, 38],
    [16, 16],
    [4, 4],
    [130, 6],
  ])('the identity gives the same frame (%i x %i)', (width, height) => {
    const source = noisyFrame(width, height)
    const target = createFrame(width, height)
    const mesh = createMesh(width, height)
    bendMesh(mesh, (x, y, into) => into.set([x, y]))
    warpFrame(source, mesh, target)
    // The last row and column are reached from inside with 8 fraction bits: one level off at most.
    expect(largestDifference(source.bytes, target.bytes)).toBeLessThanOrEqual(1)
  })

  test('a shift by whole chroma pixels moves every plane, and borders repeat', () => {
    const source = noisyFrame(32, 32)
    const target = createFrame(32, 32)
    const mesh = createMesh(32, 32)
    bendMesh(mesh, (x, y, into) => into.set([x + 4, y - 100]))
    warpFrame(source, mesh, target)
    for (let x = 0; x < 27; x++)
      expect(Math.abs(target.y[320 + x]! - source.y[x + 4]!)).toBeLessThanOrEqual(1)
    for (let x = 0; x < 13; x++)
      expect(Math.abs(target.v[160 + x]! - source.v[x + 2]!)).toBeLessThanOrEqual(1)
    expect(Math.abs(target.y[31]! - source.y[31]!)).toBeLessThanOrEqual(1)
  })

  test('half a pixel is the mean of two neighbours', () => {
    const source = noisyFrame(32, 32)
    const target = createFrame(32, 32)
    const mesh = createMesh(32, 32)
    bendMesh(mesh, (x, y, into) => into.set([x + 0.5, y]))
    warpFrame(source, mesh, target)
    for (let x = 0; x < 31; x++) {
      expect(Math.abs(target.y[64 + x]! - (source.y[64 + x]! + source.y[65 + x]!) / 2)).toBeLessThanOrEqual(1)
    }
  })

  test('a constant picture stays constant under any bend', () => {
    const source = createFrame(40, 30)
    source.bytes.fill(93)
    const target = createFrame(64, 64)
    const mesh = createMesh(64, 64)
    const random = createRandom(5)
    bendMesh(mesh, (_x, _y, into) => into.set([random() * 200 - 80, random() * 200 - 80]))
    warpFrame(source, mesh, target)
    expect(new Set(target.bytes)).toEqual(new Set([93]))
  })
})

function noisyFrame(width: number, height: number) {
  const frame = createFrame(width, height)
  const random = createRandom(width * 1000 + height)
  for (let index = 0; index < frame.bytes.length; index++) frame.bytes[index] = 16 + random() * 200
  return frame
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0)
}
