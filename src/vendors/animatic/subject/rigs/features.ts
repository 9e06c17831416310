import type { Pen } from '../pen.ts'
import { glowing, paint } from '../shading.ts'
import type { Paint } from '../shading.ts'
import { ellipse, limb, pointsOf } from '../shape.ts'
import type { Points } from '../shape.ts'

export const ink = paint([42, 30, 36], 'flat')
export const blush: Paint = { ...paint([232, 120, 110], 'round'), alpha: 0.45, fades: true }
/** What lies in the shadow of another part. */
export const crease: Paint = { ...paint([20, 12, 28], 'flat'), alpha: 0.16 }
const sparkle = glowing([255, 255, 255])

/** A dark animal eye; closed it is a lash. @param opening 0 to 1. */
export function drawBeadEye(pen: Pen, x: number, y: number, radius: number, opening: number): void {
  if (opening <= 0.1) {
    pen.draw(
      stroke(
        [
          [x - radius * 1.2, y],
          [x, y - radius * 0.6],
          [x + radius * 1.2, y + radius * 0.1],
        ],
        radius * 0.28,
      ),
      ink,
    )
    return
  }
  pen.draw(ellipse(x, y, radius, radius * opening), ink)
  if (opening > 0.5) pen.draw(ellipse(x + radius * 0.32, y + radius * 0.36, radius * 0.32), sparkle)
}

/** An eye with white, iris and pupil that looks ahead. */
export function drawEye(pen: Pen, x: number, y: number, radius: number, iris: Paint, opening: number): void {
  if (opening <= 0.1) {
    pen.draw(
      stroke(
        [
          [x - radius, y],
          [x, y - radius * 0.5],
          [x + radius, y],
        ],
        radius * 0.2,
      ),
      ink,
    )
    return
  }
  pen.draw(ellipse(x, y, radius * 1.12, radius * 1.12 * opening), ink)
  pen.draw(ellipse(x, y, radius * 0.94, radius * 0.94 * opening), iris)
  pen.draw(ellipse(x + radius * 0.12, y, radius * 0.5, radius * 0.72 * opening), ink)
  if (opening > 0.5) pen.draw(ellipse(x + radius * 0.4, y + radius * 0.42, radius * 0.26), sparkle)
}

/** A line that thins out at both ends. */
export function stroke(through: Points, halfWidth: number): ReturnType<typeof limb> {
  const points = pointsOf(through)
  const last = points.length - 1
  return limb(
    points,
    points.map((_, index) => (index === 0 || index === last ? halfWidth * 0.5 : halfWidth)),
  )
}
