import { describe, expect, test } from 'vitest'
import { overlayFromRgba } from './overlay.ts'
import { createFrame } from './planar-frame.ts'
import { drawSprite, roundedSprite, spriteFromOverlay } from './sprite.ts'

describe('sprites', () => {
  test('a picture at scale 1 covers its rectangle and nothing else', async () => {
    const sprite = await roundedSprite(Buffer.alloc(12 * 8 * 3, 255), 12, 8, 0)
    const frame = blackFrame(32, 24)
    drawSprite(frame, sprite, 16, 12, 1, 1)
    for (let y = 0; y < 24; y++) {
      for (let x = 0; x < 32; x++) {
        const covered = x >= 10 && x < 22 && y >= 8 && y < 16
        expect(frame.y[y * 32 + x]).toBe(covered ? 235 : 16)
      }
    }
  })

  test('a slow move gives steps of one size, also between pixels', async () => {
    const sprite = await roundedSprite(Buffer.alloc(12 * 8 * 3, 255), 12, 8, 2)
    const centres = Array.from({ length: 20 }, (_, step) => {
      const frame = blackFrame(48, 24)
      drawSprite(frame, sprite, 16 + step * 0.3, 12, 1, 1)
      return brightCentre(frame)
    })
    const steps = centres.slice(1).map((x, index) => x - centres[index]!)
    for (const step of steps) expect(step).toBeCloseTo(0.3, 1)
  })

  test.each([0.9, 0.5, 0.3, 0.1])('scale %d shrinks the area by its square', async (scale) => {
    const sprite = await roundedSprite(Buffer.alloc(64 * 48 * 3, 255), 64, 48, 0)
    const frame = blackFrame(96, 64)
    drawSprite(frame, sprite, 48, 32, scale, 1)
    const area = frame.y.reduce((sum, value) => sum + (value - 16) / 219, 0)
    expect(area / (64 * 48 * scale ** 2)).toBeGreaterThan(0.9)
    expect(area / (64 * 48 * scale ** 2)).toBeLessThan(1.1)
  })

  test('what lies outside the frame is clipped, what is transparent is not drawn', async () => {
    const overlay = overlayFromRgba(new Uint8Array(8 * 8 * 4).fill(255), 8, 8)
    const sprite = spriteFromOverlay(overlay)
    const frame = blackFrame(16, 16)
    drawSprite(frame, sprite, -2, 8, 1, 1)
    expect([frame.y[7 * 16], frame.y[7 * 16 + 1], frame.y[7 * 16 + 3]]).toEqual([235, 235, 16])
    const before = frame.bytes.slice()
    drawSprite(frame, sprite, 8, 8, 1, 0)
    drawSprite(frame, sprite, 500, -500, 1, 1)
    expect(frame.bytes).toEqual(before)
  })
})

function blackFrame(width: number, height: number) {
  const frame = createFrame(width, height)
  frame.y.fill(16)
  frame.u.fill(128)
  frame.v.fill(128)
  return frame
}

function brightCentre(frame: { readonly width: number; readonly y: Uint8Array }): number {
  let [sum, weight] = [0, 0]
  frame.y.forEach((value, index) => {
    sum += (value - 16) * (index % frame.width)
    weight += value - 16
  })
  return sum / weight
}
