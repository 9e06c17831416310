import { smoothstep } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from './canvas.ts'
import { blendOver, eachPixel } from './canvas.ts'

/** A point of light out of focus: an even disc with a brighter rim. */
export function paintBokeh(
  canvas: Canvas,
  x: number,
  y: number,
  radius: number,
  colour: Rgb,
  strength: number,
): void {
  const into = new Float64Array(4)
  into.set(colour)
  eachPixel(
    canvas,
    { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
    (px, py, at) => {
      const away = Math.sqrt((px - x) ** 2 + (py - y) ** 2) / radius
      into[3] = strength * (0.72 + 0.28 * smoothstep(0.6, 0.95, away)) * smoothstep(1, 0.92, away)
      if (into[3] > 0) blendOver(canvas.pixels, at, into, 1)
    },
  )
}
