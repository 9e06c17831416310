import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blendOverlay, overlayFromRgba } from './overlay.ts'
import { createFrame } from './planar-frame.ts'

const WHITE = [255, 255, 255, 255]
const CLEAR_RED = [255, 0, 0, 0]

describe('overlays', () => {
  test('an opaque overlay replaces what is under it', () => {
    const frame = blackFrame(4, 4)
    blendOverlay(frame, overlayFromRgba(Uint8Array.from([WHITE, WHITE, WHITE, WHITE].flat()), 2, 2), 2, 0, 1)
    expect([...frame.y.subarray(0, 8)]).toEqual([16, 16, 235, 235, 16, 16, 235, 235])
    expect([...frame.u]).toEqual([128, 128, 128, 128])
  })

  test('transparent pixels change nothing and lend no colour to their neighbours', () => {
    const frame = blackFrame(2, 2)
    const rgba = Uint8Array.from([WHITE, CLEAR_RED, CLEAR_RED, CLEAR_RED].flat())
    blendOverlay(frame, overlayFromRgba(rgba, 2, 2), 0, 0, 1)
    expect([...frame.y]).toEqual([235, 16, 16, 16])
    expect([frame.u[0], frame.v[0]]).toEqual([128, 128])
  })

  test('opacity scales the blend', () => {
    const frame = blackFrame(2, 2)
    const white = overlayFromRgba(new Uint8Array(16).fill(255), 2, 2)
    blendOverlay(frame, white, 0, 0, 0)
    expect(frame.y[0]).toBe(16)
    blendOverlay(frame, white, 0, 0, 0.5)
    expect(frame.y[0]).toBeGreaterThan(123)
    expect(frame.y[0]).toBeLessThan(128)
  })

  test('odd patches are made even with transparent pixels', () => {
    const overlay = overlayFromRgba(new Uint8Array(3 * 1 * 4).fill(255), 3, 1)
    expect([overlay.width, overlay.height]).toEqual([4, 2])
    expect([...overlay.alpha]).toEqual([255, 255, 255, 0, 0, 0, 0, 0])
  })

  test('whatever the place, only the common rectangle changes', () => {
    const offset = fc.integer({ min: -12, max: 12 })
    fc.assert(
      fc.property(offset, offset, (x, y) => {
        const frame = blackFrame(8, 8)
        blendOverlay(frame, overlayFromRgba(new Uint8Array(4 * 6 * 4).fill(255), 4, 6), x, y, 1)
        const [left, top] = [Math.round(x / 2) * 2, Math.round(y / 2) * 2]
        for (let pixel = 0; pixel < 64; pixel++) {
          const [column, row] = [(pixel % 8) - left, Math.floor(pixel / 8) - top]
          const covered = column >= 0 && column < 4 && row >= 0 && row < 6
          expect(frame.y[pixel]).toBe(covered ? 235 : 16)
        }
      }),
    )
  })
})

function blackFrame(width: number, height: number) {
  const frame = createFrame(width, height)
  frame.y.fill(16)
  frame.u.fill(128)
  frame.v.fill(128)
  return frame
}
