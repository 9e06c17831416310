import type { Canvas } from '../paint/canvas.ts'
import { clamp } from '../../picture/easing.ts'
import { mix, setColour } from '../paint/colour.ts'
import { ellipse, rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'
import { paintGlow } from '../paint/lights.ts'

/** A red paper lantern hung from above; it burns when the lamps do. */
export function paintLantern(
  canvas: Canvas,
  { air, atmosphere }: Site,
  x: number,
  top: number,
  size: number,
): void {
  const lit = atmosphere.lamps
  const y = top + size * 0.8
  if (lit > 0.3) paintGlow(canvas, x, y, size * 2.4, [255, 120, 60], 0.42 * lit)
  const paper = lit > 0.3 ? ([250, 92, 48] as const) : air.lit([206, 44, 36], 0.6)
  const edge = lit > 0.3 ? ([176, 30, 20] as const) : air.lit([120, 20, 20], 0.3)
  fillPath(
    canvas,
    [rectangle(x - size * 0.02, top - size * 0.3, x + size * 0.02, top + size * 0.2)],
    [40, 30, 30],
  )
  fillPath(canvas, [ellipse(x, y, size * 0.55, size * 0.5)], (px, py, into) => {
    const round = Math.abs(px - x) / (size * 0.55)
    const rib = 0.12 * Math.cos(((px - x) / (size * 0.55)) * 14)
    setColour(into, mix(paper, edge, clamp(round * round + rib, 0, 1)))
    if (lit > 0.3)
      setColour(
        into,
        mix(
          [into[0]!, into[1]!, into[2]!],
          [255, 220, 150],
          clamp(0.6 - Math.hypot(px - x, py - y) / size, 0, 1),
        ),
      )
  })
  for (const cap of [y - size * 0.5, y + size * 0.44]) {
    fillPath(canvas, [rectangle(x - size * 0.24, cap, x + size * 0.24, cap + size * 0.08)], [196, 152, 70])
  }
  fillPath(
    canvas,
    [rectangle(x - size * 0.05, y + size * 0.5, x + size * 0.05, y + size * 0.9)],
    [206, 60, 40],
  )
}
