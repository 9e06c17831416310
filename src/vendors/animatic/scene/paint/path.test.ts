import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCanvas } from './canvas.ts'
import { ellipse, rectangle } from './outlines.ts'
import { fillPath } from './path.ts'

const sheet = () => createCanvas({ left: -8, top: -8, right: 56, bottom: 40 })

function covered(pixels: Float32Array): number {
  let sum = 0
  for (let at = 3; at < pixels.length; at += 4) sum += pixels[at]!
  return sum
}

describe('a filled path', () => {
  test('covers exactly its area, whatever fractions of pixels it has', () => {
    const coordinate = fc.double({ min: -6, max: 36, noNaN: true })
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        coordinate,
        (ax, ay, bx, by, cx, cy) => {
          const canvas = sheet()
          fillPath(canvas, [[ax, ay, bx, by, cx, cy]], [200, 100, 50])
          const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
          // Pixels covered by less than a 250th are left out.
          expect(Math.abs(covered(canvas.pixels) - area)).toBeLessThan(0.02 * area + 0.6)
        },
      ),
    )
  })

  test('is cut at the edges of the canvas', () => {
    const canvas = sheet()
    fillPath(canvas, [rectangle(-1000, -1000, 1000, 1000)], [255, 255, 255])
    expect(covered(canvas.pixels)).toBeCloseTo(canvas.width * canvas.height)
  })

  test('beside the canvas leaves no trace', () => {
    const canvas = sheet()
    fillPath(canvas, [rectangle(100, 0, 200, 20), ellipse(0, -100, 20, 20)], [255, 255, 255])
    expect(covered(canvas.pixels)).toBe(0)
  })

  test('takes its colour from a shader at the middle of each pixel', () => {
    const canvas = sheet()
    fillPath(canvas, [rectangle(2, 3, 4, 5)], (x, y, into) => {
      into[0] = x
      into[1] = y
      into[2] = 0
    })
    const at = ((3 - canvas.top) * canvas.width + (2 - canvas.left)) * 4
    expect(Array.from(canvas.pixels.slice(at, at + 4))).toEqual([2.5, 3.5, 0, 1])
  })
})
