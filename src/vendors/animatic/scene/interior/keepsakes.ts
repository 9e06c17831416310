import { clamp } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { hex, mix, setColour } from '../paint/colour.ts'
import { leaf, rectangle, rounded } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { RoomLight } from './opening.ts'

/** A plant with broad leaves in a clay pot. */
export function paintPottedPlant(
  canvas: Canvas,
  light: RoomLight,
  x: number,
  foot: number,
  height: number,
  random: () => number,
): void {
  const pot = height * 0.17
  for (let index = 0; index < 17; index++) {
    const spread = (index / 16 - 0.5) * 2
    const reach = height * (0.5 + 0.28 * random()) * (1 - 0.2 * Math.abs(spread))
    const angle = spread * 1.15 + (random() - 0.5) * 0.3
    const endX = x + Math.sin(angle) * reach
    const endY = foot - pot * 1.6 - Math.cos(angle) * reach + Math.abs(spread) * height * 0.12
    const tone = light(index % 3 === 0 ? [120, 164, 92] : [66, 116, 70], 0.3 + 0.6 * random())
    fillPath(canvas, [leaf(x, foot - pot * 1.6, endX, endY, height * 0.13, spread * 0.12)], tone)
    fillPath(
      canvas,
      [leaf(x, foot - pot * 1.6, endX, endY, height * 0.01, spread * 0.12)],
      light([170, 200, 130], 0.5),
    )
  }
  const clay = light([196, 116, 80], 0.8)
  const shade = light([150, 82, 58], 0.1)
  fillPath(
    canvas,
    [[x - pot, foot - pot * 1.7, x + pot, foot - pot * 1.7, x + pot * 0.7, foot, x - pot * 0.7, foot]],
    (px, _py, into) => {
      setColour(into, mix(clay, shade, clamp(0.5 + (px - x) / (pot * 2), 0, 1)))
    },
  )
  fillPath(
    canvas,
    [rectangle(x - pot * 1.08, foot - pot * 1.85, x + pot * 1.08, foot - pot * 1.55)],
    mix(clay, shade, 0.2),
  )
}

/** Sky, hills and foreground of a painted landscape. */
const LANDSCAPES: readonly (readonly [sky: Rgb, far: Rgb, near: Rgb])[] = [
  [hex('#ecb07c'), hex('#78607c'), hex('#3a4260')],
  [hex('#aacedc'), hex('#6c9480'), hex('#3e5c54')],
  [hex('#f0d696'), hex('#cc8854'), hex('#7e4e3e')],
]

/** A landscape in a wooden frame; x and y are its middle. */
export function paintPictureFrame(
  canvas: Canvas,
  light: RoomLight,
  x: number,
  y: number,
  width: number,
  height: number,
  random: () => number,
): void {
  const inset = (by: number) =>
    rectangle(x - width / 2 + by, y - height / 2 + by, x + width / 2 - by, y + height / 2 - by)
  const edge = width * 0.06
  fillPath(canvas, [inset(0)], light([88, 62, 44], 0.5))
  fillPath(canvas, [inset(edge)], light([242, 236, 222], 0.6))
  const [left, top, right, , , bottom] = inset(edge * 2.4) as [number, number, number, number, number, number]
  const [sky, far, near] = LANDSCAPES[Math.floor(random() * LANDSCAPES.length)]!
  const row = (share: number) => top + (bottom - top) * share
  const column = (share: number) => left + (right - left) * share
  const hills = [left, row(0.62), column(0.35), row(0.42), right, row(0.6), right, bottom, left, bottom]
  const field = [left, row(0.78), column(0.6), row(0.66), right, row(0.8), right, bottom, left, bottom]
  fillPath(canvas, [inset(edge * 2.4)], light(sky, 0.6))
  fillPath(canvas, [rounded(hills, 1)], light(far, 0.6))
  fillPath(canvas, [field], light(near, 0.6))
}
