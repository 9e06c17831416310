import { lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintShrub } from '../../flora/broadleaf.ts'
import { paintBamboo } from '../../flora/bamboo.ts'
import { paintConifer } from '../../flora/conifer.ts'
import { paintFern } from '../../flora/grass.ts'
import type { Look } from '../../flora/look.ts'
import { lookAt } from '../../flora/look.ts'
import { needles } from '../../flora/seasons.ts'
import { paintTrunk } from '../../flora/trunk.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { glaze } from '../../paint/canvas.ts'
import { mix } from '../../paint/colour.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import { crowding, herbs } from './clearing.ts'

/** Rows of trees, the far ones first, that are near enough to each other to move as one. */
export function woodsLayer(site: Site, rows: readonly number[], distance: number): Layer {
  const { lens } = site
  const nearest = Math.min(...rows)
  const canvas = site.sheet(distance, { bottom: footRow(lens, nearest) + 0.03 * lens.unit })
  for (const row of rows) paintTrees(site, canvas, row)
  return uprightLayer(plateOf(canvas), distance)
}

/** One row of trees; mist lies between it and the next, thicker the farther and the lower. */
function paintTrees(site: Site, canvas: Canvas, distance: number): void {
  const { lens, atmosphere, reading } = site
  const foot = footRow(lens, distance)
  const random = createRandom(site.seed ^ (distance * 977))
  const scale = lens.focal / distance
  const span = canvas.width * canvas.step
  const far = smoothstep(4, 20, distance)
  const count = Math.round((span / lens.unit) * lerp(11, 34, far))
  const bamboo = reading.features.has('bamboo')
  for (let index = 0; index < count * (bamboo ? 1.6 : 1); index++) {
    const x = canvas.left + (index + random()) * (span / count / (bamboo ? 1.6 : 1))
    if (random() > Math.max(crowding(site, x, distance), far)) continue
    const tall = scale * lerp(2, 3.6, random()) * lerp(1, 1.9, far)
    if (bamboo) {
      const look = lookAt(site, BAMBOO, distance * 0.8, x)
      paintBamboo(canvas, x, foot + 4 * random(), tall * 1.5, scale * lerp(0.06, 0.1, random()), look, random)
    } else {
      const look = lookAt(site, needles(reading.season, random()), distance * 0.8, x)
      paintConifer(canvas, x, foot + 4 * random(), tall, look, random)
    }
  }
  paintThicket(site, canvas, distance, foot, random)
  const veil = lerp(0.1, 0.34, far) * (0.6 + 0.6 * reading.fog)
  const reach = lens.unit * lerp(0.12, 0.3, far)
  glaze(canvas, mix(atmosphere.haze, atmosphere.hazeTowardsSun, 0.5), (_x, y) => {
    const rise = Math.max(0, foot - y) / reach
    return veil * (0.35 * reading.fog + (1 - 0.35 * reading.fog) / (1 + rise * rise))
  })
}

const BAMBOO = { light: [176, 196, 92], shade: [66, 98, 48] } as const

/** Bushes along the foot of a row of trees; they close the view to the ground behind. */
function paintThicket(
  site: Site,
  canvas: Canvas,
  distance: number,
  foot: number,
  random: () => number,
): void {
  const { lens } = site
  const size = lens.focal / distance
  const right = canvas.left + canvas.width * canvas.step
  for (let x = canvas.left - 10; x < right; x += size * 0.22) {
    const crowd = Math.max(crowding(site, x, distance), smoothstep(9, 16, distance))
    if (crowd < 0.3) continue
    const look = lookAt(site, herbs(site), distance * 1.2, x)
    const dark = { ...look, light: mix(look.light, look.shade, 0.55) }
    paintShrub(canvas, x, foot + lens.unit * 0.02, size * lerp(0.14, 0.3, random()) * crowd, dark, random)
  }
}

function bark(site: Site, distance: number, column: number): Look {
  const birch = site.seed % 3 === 0
  const material = birch
    ? ({ light: [214, 206, 190], shade: [92, 86, 80] } as const)
    : ({ light: [156, 122, 92], shade: [50, 40, 36] } as const)
  return lookAt(site, material, distance, column)
}

/** Single trunks close by, whose crowns are out of the frame; ferns at their feet. */
export function trunkLayer(site: Site, distance: number, count: number): Layer {
  const { lens, texture } = site
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + 0.14 * lens.unit })
  const random = createRandom(site.seed ^ (distance * 1733))
  const span = canvas.width * canvas.step
  const scale = lens.focal / distance
  for (let index = 0; index < count * 3; index++) {
    const x = canvas.left + span * ((index + random()) / (count * 3))
    if (random() > crowding(site, x, distance) * 0.75) continue
    const y = foot + lens.unit * 0.04 * random()
    const thick = scale * lerp(0.16, 0.3, random())
    if (site.reading.features.has('bamboo')) {
      const cane = lookAt(site, BAMBOO, distance, x)
      paintBamboo(canvas, x, y, (y - canvas.top) * 1.15, thick * 0.4, cane, random)
    } else {
      paintTrunk(canvas, texture, x, y, thick, bark(site, distance, x), random)
    }
    const look = lookAt(site, herbs(site), distance, x)
    for (let fern = 0; fern < 4; fern++) {
      paintFern(
        canvas,
        x + (random() - 0.5) * scale * 0.6,
        y + scale * 0.04,
        scale * (0.1 + 0.12 * random()),
        look,
        random,
      )
    }
  }
  return uprightLayer(plateOf(canvas), distance)
}
