import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix } from '../paint/colour.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { paintGlow } from '../paint/lights.ts'

const NEON: readonly Rgb[] = [
  [255, 84, 178],
  [72, 226, 255],
  [255, 196, 84],
  [158, 118, 255],
  [96, 255, 190],
]

/** An upright neon sign: a dark board with bright strokes that only look like writing. */
export function paintSign(
  canvas: Canvas,
  x: number,
  top: number,
  height: number,
  random: () => number,
): void {
  const colour = NEON[Math.floor(random() * NEON.length)]!
  const width = height * 0.22
  paintGlow(canvas, x, top + height / 2, height * 0.75, colour, 0.3)
  fillPath(
    canvas,
    [rectangle(x - width / 2, top, x + width / 2, top + height)],
    mix([16, 12, 30], colour, 0.14),
  )
  const edge = Math.max(0.7, width * 0.07)
  const bright = mix(colour, [255, 255, 255], 0.35)
  for (const [left, right] of [
    [x - width / 2, x - width / 2 + edge],
    [x + width / 2 - edge, x + width / 2],
  ] as const) {
    fillPath(canvas, [rectangle(left, top, right, top + height)], colour)
  }
  const glyphs = 4
  const size = height / glyphs
  for (let glyph = 0; glyph < glyphs; glyph++) {
    const y = top + size * (glyph + 0.2)
    for (let stroke = 0; stroke < 3; stroke++) {
      const at = y + size * 0.25 * stroke
      fillPath(
        canvas,
        [rectangle(x - width * 0.28, at, x + width * (0.1 + 0.2 * random()), at + edge)],
        bright,
      )
    }
    const upright = x + width * (random() - 0.5) * 0.4
    fillPath(canvas, [rectangle(upright, y, upright + edge, y + size * 0.62)], bright)
  }
}
