import type { Canvas } from '../paint/canvas.ts'
import type { Rgb } from '../../subject/subject.ts'
import { mix } from '../paint/colour.ts'
import { paintGlow } from '../paint/lights.ts'
import { ellipse, rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'

/** A street lamp with a globe; when it burns, its glow goes into the air around it. */
export function paintLamp(
  canvas: Canvas,
  site: Site,
  x: number,
  foot: number,
  height: number,
  lit: number,
): void {
  const { air } = site
  const iron = air.lit([62, 66, 72], 0.3)
  const bright = air.lit([168, 172, 178], 0.7)
  const post = Math.max(1.2, height * 0.014)
  const top = foot - height
  fillPath(
    canvas,
    [
      [
        x - post * 2.2,
        foot,
        x + post * 2.2,
        foot,
        x + post,
        foot - height * 0.12,
        x + post * 0.8,
        top,
        x - post * 0.8,
        top,
        x - post,
        foot - height * 0.12,
      ],
    ],
    iron,
  )
  fillPath(
    canvas,
    [rectangle(x + air.side * post * 0.2, top, x + air.side * post * 0.8, foot - height * 0.1)],
    bright,
    0.6,
  )
  const radius = height * 0.045
  const globe: Rgb = lit > 0.2 ? [255, 240, 206] : air.lit([236, 236, 230], 0.7)
  if (lit > 0.2) paintGlow(canvas, x, top - radius, radius * 5, [255, 208, 140], 0.6 * lit)
  fillPath(canvas, [ellipse(x, top - radius, radius, radius)], globe)
  fillPath(
    canvas,
    [rectangle(x - radius * 0.6, top - radius * 0.3, x + radius * 0.6, top + radius * 0.2)],
    iron,
  )
  fillPath(canvas, [ellipse(x, top - radius * 2, radius * 0.7, radius * 0.3)], mix(iron, bright, 0.3))
}
