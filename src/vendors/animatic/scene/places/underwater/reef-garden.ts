import { lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import type { Rgb } from '../../../subject/subject.ts'
import { paintCoral, paintKelp } from '../../flora/coral.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { mix } from '../../paint/colour.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { paintRock } from '../../terrain/rock.ts'
import { scatter } from '../../terrain/scatter.ts'
import { drowned } from './water-light.ts'

const CORALS: readonly (readonly [Rgb, Rgb])[] = [
  [
    [255, 138, 118],
    [168, 58, 74],
  ],
  [
    [255, 196, 98],
    [186, 104, 56],
  ],
  [
    [226, 132, 214],
    [122, 58, 136],
  ],
  [
    [142, 222, 186],
    [48, 122, 110],
  ],
  [
    [255, 236, 208],
    [176, 138, 120],
  ],
]

/** Sets corals and stones on the sand between two distances, beside the middle of the frame. */
export function plant(site: Site, canvas: Canvas, near: number, far: number, count: number): void {
  const random = createRandom(site.seed ^ Math.round(near * 77))
  const open = (x: number, z: number) => smoothstep(0.14, 0.34, Math.abs(x / z - site.lean * 0.1))
  for (const stand of scatter(canvas, site.lens, { near, far }, () => 0, count, site.seed ^ 0x19, open)) {
    const [light, shade] = CORALS[Math.floor(random() * CORALS.length)]!
    const look = {
      light: drowned(site, light, stand.z),
      shade: drowned(site, shade, stand.z),
      wood: drowned(site, shade, stand.z),
      side: site.air.side,
    }
    const size = stand.scale * lerp(0.12, 0.34, random())
    if (random() < 0.3) {
      const stone = {
        ...look,
        light: drowned(site, [178, 168, 156], stand.z),
        shade: drowned(site, [70, 76, 82], stand.z),
      }
      paintRock(canvas, site.texture, stand.column, stand.foot, size * 1.3, size * 0.7, stone, random)
    } else {
      paintCoral(canvas, stand.column, stand.foot + 2, size, look, random)
    }
  }
}

/** Corals and stones that stand between two distances. */
export function gardenLayer(site: Site, near: number, far: number, count: number): Layer {
  const canvas = site.sheet(near, { bottom: footRow(site.lens, near) + 0.05 * site.lens.unit })
  plant(site, canvas, near, far, count)
  return uprightLayer(plateOf(canvas), near)
}

/** Stems of kelp on one side, waving in the swell. */
export function kelpLayer(site: Site, distance: number, count: number): Layer {
  const { lens, lean } = site
  const canvas = site.sheet(distance)
  const random = createRandom(site.seed ^ 0x6b656c70)
  const foot = footRow(lens, distance)
  const look = {
    light: drowned(site, [150, 176, 74], distance),
    shade: drowned(site, [46, 82, 52], distance),
    wood: drowned(site, [60, 80, 44], distance),
    side: site.air.side,
  }
  for (let stem = 0; stem < count; stem++) {
    const x = lens.width / 2 - lean * lens.width * (0.3 + 0.24 * random())
    paintKelp(canvas, x, foot + lens.unit * 0.02, lens.unit * lerp(0.3, 0.66, random()), look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.6, lens.unit * 0.05, 0.8))
}

/** Dark corals and weed at the edges of the frame. */
export function foreground(site: Site): Layer {
  const { lens } = site
  const distance = 0.85
  const canvas = site.sheet(distance, { top: lens.height * 0.55 })
  const foot = canvas.top + canvas.height
  const random = createRandom(site.seed ^ 0x666f7265)
  const width = canvas.width * canvas.step
  for (let index = 0; index < 26; index++) {
    const x = canvas.left + ((index + random()) / 26) * width
    const aside = Math.abs(x - lens.width / 2) / (lens.width * 0.5)
    if (aside < 0.45) continue
    const [light, shade] = CORALS[Math.floor(random() * CORALS.length)]!
    const dark: Rgb = [12, 52, 74]
    const look = {
      light: mix(drowned(site, light, 0.5), dark, 0.45),
      shade: mix(drowned(site, shade, 0.5), dark, 0.6),
      wood: dark,
      side: site.air.side,
    }
    const size = lens.unit * lerp(0.08, 0.24, smoothstep(0.4, 1.1, aside)) * (0.7 + 0.5 * random())
    if (random() < 0.4) paintKelp(canvas, x, foot + lens.unit * 0.03, size * 1.6, look, random)
    else paintCoral(canvas, x, foot + lens.unit * 0.03, size, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.4, lens.unit * 0.012, 1.6))
}
