import { smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from './canvas.ts'
import { blendOver, eachPixel } from './canvas.ts'

/** Light that scatters in the air: strongest in the middle, gone at the radius. */
export function paintGlow(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  colour: Rgb,
  strength: number,
): void {
  paintDisc(canvas, x, y, radius, colour, (squared) => {
    const away = squared / (radius * radius)
    return away < 1 ? strength * (1 - away) ** 3 : 0
  })
}

/** A point of light out of focus: an even disc with a brighter rim. */
export function paintBokeh(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  colour: Rgb,
  strength: number,
): void {
  paintDisc(canvas, x, y, radius, colour, (squared) => {
    const away = Math.sqrt(squared) / radius
    return strength * (0.72 + 0.28 * smoothstep(0.6, 0.95, away)) * smoothstep(1, 0.92, away)
  })
}

/** @param strengthAt Of the square of the distance from the middle, in pixels; 0 and less paint nothing. */
function paintDisc(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  colour: Rgb,
  strengthAt: (squaredDistance: number) => number,
): void {
  const into = new Float64Array(4)
  into.set(colour)
  eachPixel(
    canvas,
    { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
    (px, py, at) => {
      into[3] = strengthAt((px - x) ** 2 + (py - y) ** 2)
      if (into[3] > 0) blendOver(canvas.pixels, at, into, 1)
    },
  )
}
