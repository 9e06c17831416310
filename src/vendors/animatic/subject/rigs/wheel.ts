import type { Pen } from '../pen.ts'
import { paint, toned } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { cutOut, ellipse, limb } from '../shape.ts'

const tyre = paint([46, 46, 52])
const hub = paint([86, 90, 100], 'round')

/** A car's wheel with a rim of spokes. @param turns How often it has turned. */
export function drawWheel(pen: Pen, x: number, y: number, radius: number, turns: number, rim: Paint): void {
  pen.at(x, y, 0, radius, radius, () => {
    pen.draw(ellipse(0, 0, 1), tyre)
    pen.draw(ellipse(0, 0, 0.66), toned(rim, 0.5))
    pen.at(0, 0, -turns * 360, 1, 1, () => {
      const spokes = [0, 1, 2, 3, 4].map((spoke) => {
        const angle = (spoke / 5) * 2 * Math.PI
        return limb(
          [
            [0, 0],
            [Math.cos(angle) * 0.6, Math.sin(angle) * 0.6],
          ],
          [0.14, 0.1],
          false,
        )
      })
      pen.draw(spokes, rim)
    })
    pen.draw([ellipse(0, 0, 0.68), cutOut(ellipse(0, 0, 0.58))], rim)
    pen.draw(ellipse(0, 0, 0.16), hub)
  })
}

/** A thin wheel of wire spokes. */
export function drawWireWheel(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  turns: number,
  rim: Paint,
): void {
  pen.at(x, y, 0, radius, radius, () => {
    pen.draw([ellipse(0, 0, 1), cutOut(ellipse(0, 0, 0.9))], tyre)
    pen.draw([ellipse(0, 0, 0.9), cutOut(ellipse(0, 0, 0.85))], rim)
    pen.at(0, 0, -turns * 360, 1, 1, () => {
      const spokes = [0, 1, 2, 3, 4, 5, 6].map((spoke) => {
        const angle = (spoke / 7) * Math.PI
        const [cx, cy] = [Math.cos(angle) * 0.87, Math.sin(angle) * 0.87]
        return limb(
          [
            [cx, cy],
            [-cx, -cy],
          ],
          [0.014, 0.014],
          false,
        )
      })
      pen.draw(spokes, rim)
    })
    pen.draw(ellipse(0, 0, 0.09), hub)
  })
}
