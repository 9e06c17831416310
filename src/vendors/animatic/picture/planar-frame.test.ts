import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyFrame, createFrame, frameFromRgb, mixFrames, placeFrame, yuvOfRgb } from './planar-frame.ts'

/** 8-bit narrow-range codes of the primaries at 100 %, ITU-R BT.709-6 (rounded). */
const KNOWN_COLOURS = [
  { name: 'black', rgb: [0, 0, 0], yuv: [16, 128, 128] },
  { name: 'white', rgb: [255, 255, 255], yuv: [235, 128, 128] },
  { name: 'red', rgb: [255, 0, 0], yuv: [63, 102, 240] },
  { name: 'green', rgb: [0, 255, 0], yuv: [173, 42, 26] },
  { name: 'blue', rgb: [0, 0, 255], yuv: [32, 240, 118] },
  { name: 'yellow', rgb: [255, 255, 0], yuv: [219, 16, 138] },
  { name: 'cyan', rgb: [0, 255, 255], yuv: [188, 154, 16] },
  { name: 'magenta', rgb: [255, 0, 255], yuv: [78, 214, 230] },
] as const

describe('colours', () => {
  test.each(KNOWN_COLOURS)('$name becomes its BT.709 limited range codes', ({ rgb, yuv }) => {
    const [r, g, b] = rgb
    expect(yuvOfRgb(r, g, b).map(Math.round)).toEqual(yuv)
  })

  test('a picture of one colour becomes a frame of one colour, the same as the single conversion', () => {
    fc.assert(
      fc.property(
        fc.tuple(channel, channel, channel),
        fc.constantFrom(3 as const, 4 as const),
        (rgb, size) => {
          const pixel = size === 4 ? [...rgb, 77] : rgb
          const frame = frameFromRgb(Uint8Array.from([...pixel, ...pixel, ...pixel, ...pixel]), 2, 2, size)
          const [y, u, v] = yuvOfRgb(...rgb)
          for (const luma of frame.y) expect(Math.abs(luma - y)).toBeLessThan(0.51)
          expect(Math.abs(frame.u[0]! - u)).toBeLessThan(0.51)
          expect(Math.abs(frame.v[0]! - v)).toBeLessThan(0.51)
        },
      ),
    )
  })

  test('a gray picture has no colour at any level', () => {
    for (let level = 0; level < 256; level++) {
      const frame = frameFromRgb(new Uint8Array(12).fill(level), 2, 2, 3)
      expect([frame.u[0], frame.v[0]]).toEqual([128, 128])
    }
  })
})

describe('frames', () => {
  test('planes lie one after another', () => {
    const frame = createFrame(6, 4)
    expect([frame.bytes.length, frame.y.length, frame.u.length, frame.v.length]).toEqual([36, 24, 6, 6])
    frame.u.fill(1)
    frame.v.fill(2)
    expect([...frame.bytes.subarray(24)]).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
  })

  test('odd sides are refused', () => {
    expect(() => createFrame(3, 2)).toThrow('even')
    expect(() => createFrame(2, 0)).toThrow('even')
  })

  test('a mix is the first frame at 0, the second at 1 and between them elsewhere', () => {
    const [a, b, into] = [createFrame(2, 2), createFrame(2, 2), createFrame(2, 2)]
    a.bytes.fill(10)
    b.bytes.fill(250)
    mixFrames(a, b, into, 0)
    expect(into.bytes).toEqual(a.bytes)
    mixFrames(a, b, into, 1)
    expect(into.bytes).toEqual(b.bytes)
    mixFrames(a, b, into, 0.5)
    expect(new Set(into.bytes)).toEqual(new Set([130]))
  })

  test('a placed frame covers exactly its rectangle', () => {
    const [small, large] = [createFrame(2, 2), createFrame(6, 4)]
    small.bytes.fill(200)
    large.bytes.fill(0)
    placeFrame(small, large, 2, 2)
    expect([...large.y]).toEqual([...Array(14).fill(0), 200, 200, 0, 0, 0, 0, 200, 200, 0, 0])
    expect([...large.v]).toEqual([0, 0, 0, 0, 200, 0])
    expect(() => placeFrame(small, large, 6, 0)).toThrow()
    expect(() => placeFrame(small, large, 1, 0)).toThrow('even')
  })

  test('a copy needs the same size', () => {
    expect(() => copyFrame(createFrame(2, 2), createFrame(4, 2))).toThrow('2x2')
  })
})

const channel = fc.integer({ min: 0, max: 255 })
