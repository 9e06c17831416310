import { lerp } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import type { Rgb } from '../../../subject/subject.ts'
import { paintFlower, paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import { foliage } from '../../flora/seasons.ts'
import { mix } from '../../paint/colour.ts'
import { rectangle } from '../../paint/outlines.ts'
import { fillPath } from '../../paint/path.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { sway, uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { paintLamp } from '../../town/lamp.ts'
import { pathAt } from './lawn.ts'

/** A bench beside the path and the lamps along it. */
export function furnitureLayer(site: Site, distance: number): Layer {
  const { lens, air, atmosphere, lean } = site
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + 10 })
  const scale = lens.focal / distance
  const middle = lens.width / 2 + pathAt(site, distance) * scale
  paintLamp(canvas, site, middle + lean * scale * 0.42, foot, scale * 0.95, atmosphere.lamps)
  const wood = air.lit([168, 116, 72], 0.6)
  const shade = air.lit([104, 70, 46], 0.15)
  const iron = air.lit([52, 56, 60], 0.2)
  const x = middle - lean * scale * 0.75
  const half = scale * 0.3
  for (const leg of [-0.8, 0.8]) {
    fillPath(
      canvas,
      [
        [
          x + leg * half - scale * 0.012,
          foot - scale * 0.3,
          x + leg * half + scale * 0.012,
          foot - scale * 0.3,
          x + leg * half + scale * 0.03,
          foot,
          x + leg * half - scale * 0.02,
          foot,
        ],
      ],
      iron,
    )
  }
  for (let slat = 0; slat < 3; slat++) {
    const y = foot - scale * (0.3 - 0.045 * slat)
    fillPath(canvas, [rectangle(x - half, y, x + half, y + scale * 0.032)], mix(wood, shade, 0.12 * slat))
  }
  for (let slat = 0; slat < 2; slat++) {
    const y = foot - scale * (0.15 - 0.026 * slat)
    fillPath(
      canvas,
      [rectangle(x - half * 1.03, y, x + half * 1.03, y + scale * 0.02)],
      mix(wood, [255, 240, 210], 0.2 - 0.15 * slat),
    )
  }
  return uprightLayer(plateOf(canvas), distance)
}

/** Beds of flowers left and right of the lawn. */
export function bedLayer(site: Site, distance: number): Layer {
  const { lens, reading } = site
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { top: foot - lens.unit * 0.14, bottom: foot + 10 })
  const random = createRandom(site.seed ^ 0x626564)
  const scale = lens.focal / distance
  const winter = reading.season === 'winter'
  const blooms: readonly Rgb[] = [
    [236, 92, 108],
    [250, 214, 92],
    [246, 246, 240],
    [176, 124, 214],
    [244, 150, 92],
  ]
  for (let index = 0; index < 260; index++) {
    const side = random() < 0.5 ? -1 : 1
    const away = 0.7 + 0.75 * random()
    const x = lens.width / 2 + side * away * scale
    const look = lookAt(site, foliage(winter ? 'winter' : 'summer', random()), distance, x)
    const height = scale * lerp(0.05, 0.11, random())
    paintTuft(canvas, x, foot + scale * 0.02 * random(), height * 0.8, 5, look, random)
    if (!winter && random() < 0.7) {
      const petals = site.air.lit(blooms[Math.floor(random() * blooms.length)]!, 0.7)
      paintFlower(
        canvas,
        x,
        foot + scale * 0.02 * random(),
        height,
        petals,
        site.air.lit([244, 196, 80], 0.7),
        look,
        random,
      )
    }
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.1, lens.unit * 0.003, 2))
}
