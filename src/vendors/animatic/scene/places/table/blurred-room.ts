import { clamp, lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import type { Rgb } from '../../../subject/subject.ts'
import { paintBokeh } from '../../paint/lights.ts'
import { shadeRows } from '../../paint/canvas.ts'
import { hex, mix, mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import { skyLayer } from '../../sky/sky-layer.ts'
import type { Layer } from '../../stage/layer.ts'
import { uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'

/** Lamps and panes of a room so far out of focus that each is a disc of light. */
export function backgroundLayer(site: Site, tableEdge: number): Layer {
  const { lens, atmosphere, texture, air } = site
  const canvas = site.sheet(8, { bottom: footRow(lens, tableEdge) + 0.04 * lens.unit }, 2)
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
