import { clamp } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import type { Rgb } from '../../../subject/subject.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { blendOver, eachPixel } from '../../paint/canvas.ts'
import { mix, setColour } from '../../paint/colour.ts'
import { ellipse, rectangle } from '../../paint/outlines.ts'
import { fillPath } from '../../paint/path.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { paintPottedPlant } from '../../interior/keepsakes.ts'

/** What else stands on the table: a plant, a cup on its saucer, a napkin. */
export function thingsLayer(site: Site): Layer {
  const { lens, atmosphere, lean } = site
  const distance = 1.75
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ 0x7461626c)
  const tone = mix(
    mix(atmosphere.ambient, atmosphere.key, 0.6),
    [255, 214, 160],
    0.3 + 0.3 * atmosphere.lamps,
  )
  const light = (colour: Rgb, near: number): Rgb => {
    const level = (0.62 + 0.5 * near) / 225
    return [
      Math.min(255, colour[0] * tone[0] * level),
      Math.min(255, colour[1] * tone[1] * level),
      Math.min(255, colour[2] * tone[2] * level),
    ]
  }
  const foot = footRow(lens, distance)
  const unit = lens.unit
  paintPottedPlant(canvas, light, lens.width / 2 - lean * unit * 0.5, foot, unit * 0.34, random)
  paintCup(canvas, light, lens.width / 2 + lean * unit * 0.46, foot + unit * 0.03, unit * 0.13)
  paintShadow(canvas, lens.width / 2 + lean * unit * 0.46, foot + unit * 0.03, unit * 0.14)
  return uprightLayer(plateOf(canvas), distance)
}

function paintShadow(canvas: Canvas, x: number, y: number, radius: number): void {
  const into = new Float64Array([24, 14, 10, 0])
  eachPixel(
    canvas,
    { left: x - radius, right: x + radius, top: y - radius * 0.3, bottom: y + radius * 0.3 },
    (px, py, at) => {
      const away = ((px - x) / radius) ** 2 + ((py - y) / (radius * 0.3)) ** 2
      if (away >= 1 || canvas.pixels[at + 3]! > 0.5) return
      into[3] = 0.4 * (1 - away) ** 1.5
      blendOver(canvas.pixels, at, into, 1)
    },
  )
}

function paintCup(
  canvas: Canvas,
  light: (colour: Rgb, near: number) => Rgb,
  x: number,
  foot: number,
  width: number,
): void {
  const white = light([244, 240, 232], 1)
  const shade = light([176, 168, 160], 0.1)
  const round = (px: number, into: Float64Array) =>
    setColour(into, mix(white, shade, clamp(0.5 + (px - x) / width, 0, 1)))
  fillPath(canvas, [ellipse(x, foot, width * 0.86, width * 0.24)], (px, _py, into) => round(px, into))
  fillPath(canvas, [ellipse(x, foot - width * 0.02, width * 0.56, width * 0.14)], light([206, 200, 192], 0.4))
  const rim = foot - width * 0.66
  fillPath(canvas, [ellipse(x + width * 0.5, foot - width * 0.36, width * 0.22, width * 0.2)], shade)
  fillPath(
    canvas,
    [ellipse(x + width * 0.5, foot - width * 0.36, width * 0.13, width * 0.11)],
    light([150, 104, 70], 0.3),
  )
  fillPath(
    canvas,
    [
      [
        x - width * 0.5,
        rim,
        x + width * 0.5,
        rim,
        x + width * 0.3,
        foot + width * 0.02,
        x - width * 0.3,
        foot + width * 0.02,
      ],
    ],
    (px, _py, into) => round(px, into),
  )
  fillPath(canvas, [ellipse(x, rim, width * 0.5, width * 0.14)], mix(white, shade, 0.3))
  fillPath(canvas, [ellipse(x, rim + width * 0.012, width * 0.44, width * 0.11)], light([92, 56, 34], 0.5))
  fillPath(canvas, [rectangle(x - 0.01, rim, x + 0.01, rim)], white)
}
