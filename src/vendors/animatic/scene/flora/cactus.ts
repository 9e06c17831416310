import { clamp } from '../../picture/easing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import { ribbon } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Look } from './look.ts'

/** A saguaro: ribbed columns, two or three arms. */
export function paintCactus(
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  look: Look,
  random: () => number,
): void {
  const width = height * 0.17
  const arms = 2 + Math.floor(random() * 2)
  for (let arm = 0; arm < arms; arm++) {
    const side = arm % 2 === 0 ? 1 : -1
    const from = foot - height * (0.34 + 0.2 * random())
    const out = x + side * width * (1.3 + 0.5 * random())
    const top = from - height * (0.24 + 0.22 * random())
    const thick = width * 0.62
    paintLimb(
      canvas,
      [
        [x, from, thick],
        [x + (out - x) * 0.7, from, thick],
        [out, from - thick * 0.6, thick],
        [out, top, thick],
        [out, top - thick * 0.4, thick * 0.5],
      ],
      look,
    )
  }
  paintLimb(
    canvas,
    [
      [x, foot, width * 0.9],
      [x, foot - height * 0.5, width],
      [x, foot - height * 0.92, width * 0.92],
      [x, foot - height, width * 0.5],
    ],
    look,
  )
}

function paintLimb(canvas: Canvas, points: readonly (readonly [number, number, number])[], look: Look): void {
  const last = points.at(-1)!
  fillPath(canvas, [ribbon(points)], (px, _py, into) => {
    const across = (px - last[0]) / Math.max(1, points[1]![2])
    const rib = 0.13 * Math.cos(across * 30)
    setColour(into, mix(look.shade, look.light, clamp(0.45 + across * look.side * 0.9 + rib, 0, 1)))
  })
}
