import { clamp, lerp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb, SubjectLight } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { blendOver, eachPixel, shadeRows } from '../paint/canvas.ts'
import { hex, mix, mixInto, setColour } from '../paint/colour.ts'
import { ellipse, rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { skyLayer } from '../sky/sky-layer.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { plainLayer, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Mark, Stage } from '../stage/stage.ts'
import { paintPottedPlant } from '../interior/keepsakes.ts'
import { shaftLayer } from '../stage/mist.ts'

export const tableFraming = { horizon: 0.26, eyeHeight: 0.62 }

const EDGE = 2.1

/** A table seen from one's seat, the room behind it out of focus. */
export function tablePlace(site: Site): Stage {
  const { lens, atmosphere, reading } = site
  const dish: Mark = { fixed: true, distance: 1.28, row: footRow(lens, 1.28), scale: 1.5, mirror: 0.12 }
  const bright = atmosphere.stars < 0.3 && reading.particles !== 'rain'
  const layers: Layer[] = [
    backgroundLayer(site),
    ...(bright ? [shaftLayer(site, 4, 0.22)] : []),
    tableLayer(site),
    thingsLayer(site),
  ]
  const air = { distance: 1.6, row: lens.height * 0.4, scale: 0.8, mirror: 0 }
  const tone = mix(
    mix(atmosphere.ambient, atmosphere.key, 0.6),
    [255, 214, 160],
    0.3 + 0.3 * atmosphere.lamps,
  )
  const light: SubjectLight = {
    key: mix(tone, [255, 250, 240], 0.55),
    ambient: mix(tone, [90, 70, 64], 0.45),
    rim: mix([0, 0, 0], atmosphere.glow, 0.4),
    haze: [128, 110, 96],
    hazeAmount: 0,
    direction: site.air.side,
  }
  return {
    layers,
    marks: standardMarks(site, { ground: dish, water: dish, underwater: dish, air, space: air }),
    light,
  }
}

/** Lamps and panes of a room so far out of focus that each is a disc of light. */
function backgroundLayer(site: Site): Layer {
  const { lens, atmosphere, texture, air } = site
  const canvas = site.sheet(8, { bottom: footRow(lens, EDGE) + 0.04 * lens.unit }, 2)
  const night = atmosphere.lamps
  const warm = mix(mix(atmosphere.ambient, atmosphere.key, 0.5), hex('#8a5a34'), 0.35 + 0.25 * night)
  const dark = mix(warm, [30, 20, 22], 0.62)
  const windowX = air.light.x
  shadeRows(canvas, (x, y, into) => {
    const cloud = readTexture(texture, x / (lens.unit * 2.4), y / (lens.unit * 1.7))
    setColour(into, mix(dark, warm, clamp(0.35 + 0.9 * (cloud - 0.5) + 0.2 * (1 - y / lens.height), 0, 1)))
    const aside = Math.abs(x - windowX) / (lens.unit * 0.36)
    const pane = smoothstep(1.15, 0.75, aside) * smoothstep(0.5, 0.36, y / lens.height)
    const bar = 1 - 0.5 * Math.exp(-((aside / 0.09) ** 2))
    mixInto(into, mix(atmosphere.sky[2], atmosphere.glow, 0.35), pane * bar * (0.85 - 0.5 * atmosphere.stars))
  })
  const random = createRandom(site.seed ^ 0x626f6b65)
  const hues: readonly Rgb[] = [
    [255, 206, 132],
    [255, 176, 104],
    [255, 236, 198],
    [236, 150, 110],
    [176, 206, 190],
  ]
  for (let index = 0; index < 46; index++) {
    const x = canvas.left + random() * canvas.width * canvas.step
    const y = lens.height * (0.02 + 0.36 * random())
    const radius = lens.unit * lerp(0.014, 0.05, random())
    paintBokeh(
      canvas,
      x,
      y,
      radius,
      hues[Math.floor(random() * hues.length)]!,
      (0.1 + 0.32 * random()) * (0.5 + 0.5 * night),
    )
  }
  return skyLayer(lens.width, lens.height, [uprightLayer(plateOf(canvas), 8)])
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

/** Planks of wood with a soft light on them. */
function tableLayer(site: Site): Layer {
  const { lens, texture, atmosphere, air } = site
  const canvas = site.plain(EDGE)
  const wood = ([hex('#a86f43'), hex('#8a5a3a'), hex('#c39a6b')] as const)[site.seed % 3]!
  const level = mix(
    mix(atmosphere.ambient, atmosphere.key, 0.6),
    [255, 196, 130],
    0.25 + 0.3 * atmosphere.lamps,
  )
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const plank = z / 0.23
    const index = Math.floor(plank)
    const tone = 0.84 + 0.32 * readTexture(texture, index * 0.171 + 0.2, 0.37)
    const bend = readTexture(texture, x * 0.16 + index * 0.3, z * 0.4)
    const rings = 0.5 + 0.5 * Math.sin((z * 34 + bend * 26) * 1.0)
    const fibre = readTexture(texture, x * 0.5 + index * 0.41, z * 9) - 0.5
    const joint = Math.min(plank - index, 1 - plank + index) < 0.018 ? 0.62 : 1
    setColour(into, wood)
    const shape = tone * joint * (0.93 + 0.12 * rings + fibre * 0.3)
    const pool = Math.exp(-(((x + air.side * -0.1) / 1.1) ** 2) - ((z - 1.3) / 0.7) ** 2)
    for (let channel = 0; channel < 3; channel++) {
      const value = (into[channel]! * shape * level[channel]! * (0.62 + 0.5 * pool)) / 225
      into[channel] = Math.min(255, value)
    }
    // The varnish mirrors the bright background towards the far edge.
    mixInto(into, atmosphere.glow, 0.16 * smoothstep(1.3, EDGE, z) * (0.5 + fibre))
    into[3] = smoothstep(EDGE, EDGE * 0.985, z)
  })
  return plainLayer(plateOf(canvas), EDGE)
}

/** What else stands on the table: a plant, a cup on its saucer, a napkin. */
function thingsLayer(site: Site): Layer {
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
