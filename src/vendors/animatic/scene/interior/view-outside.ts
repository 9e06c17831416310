import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import { paintBroadleaf } from '../flora/broadleaf.ts'
import { lookAt } from '../flora/look.ts'
import { foliage, turfColours } from '../flora/seasons.ts'
import type { Canvas } from '../paint/canvas.ts'
import { plateOf } from '../plate/plate.ts'
import { landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import { turf } from '../terrain/materials.ts'
import { paintTower, towerAt, towerLook } from '../town/tower.ts'
import type { Opening } from './opening.ts'

/** What one sees through the window: a garden; from high up the towers of a city. */
export function viewOutside(site: Site, opening: Opening): Layer {
  const { reading } = site
  const high = reading.features.has('highrise') || reading.time === 'neon'
  return high ? towersOutside(site, opening) : gardenOutside(site)
}

function towersOutside(site: Site, opening: Opening): Layer {
  const { unit } = site.lens
  const distance = 24
  const foot = opening.bottom + 30
  const canvas = site.sheet(distance, { bottom: foot })
  const random = createRandom(site.seed ^ 0x6f757473)
  const look = towerLook(site, distance)
  let x = opening.left - unit * 0.17
  while (x < opening.right + unit * 0.17) {
    const width = unit * lerp(0.05, 0.11, random())
    paintTower(canvas, towerAt(x, width, foot, unit * lerp(0.16, 0.42, random()), unit, random), look)
    x += width * 1.02
  }
  return uprightLayer(plateOf(canvas), distance)
}

/** Trees of the garden: aside in units, distance, and how tall. */
const TREES = [
  [-0.34, 13, 1.2],
  [0.3, 11, 1.3],
  [0.05, 20, 1.5],
  [0.42, 16, 1.5],
  [-0.12, 17, 1.2],
] as const

function gardenOutside(site: Site): Layer {
  const { lens, reading, seed } = site
  const relief = (x: number, z: number) =>
    (fractalNoise(x * 0.1, z * 0.1, seed & 0xffff, 3) - 0.2) * 2.4 * smoothstep(6, 16, z)
  const plant = (canvas: Canvas): void => {
    const random = createRandom(seed ^ 0x74726565)
    for (const [aside, distance, tall] of TREES) {
      const x = lens.width / 2 + aside * lens.unit
      const look = lookAt(site, foliage(reading.season, random()), distance * 0.6, x)
      const height = (lens.focal * tall * 2.2) / distance
      paintBroadleaf(canvas, x, footRow(lens, distance) + 4, height, look, random)
    }
  }
  return landLayer(site, { near: 6, far: 40 }, relief, turf(site, turfColours(reading.season)), plant, 8)
}
