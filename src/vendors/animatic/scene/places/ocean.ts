import { smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { buildSky } from '../sky/sky.ts'
import type { Layer } from '../stage/layer.ts'
import { landLayer } from '../stage/ground.ts'
import { standardMarks } from '../stage/marks.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { alpine } from '../terrain/materials.ts'
import { erodedRelief } from '../terrain/relief.ts'
import type { Relief } from '../terrain/survey.ts'
import { swellLayers } from '../water/swell.ts'
import { waterLayer } from '../water/water-layer.ts'

export const oceanFraming = { horizon: 0.54, eyeHeight: 0.3, follow: 0.5 }

/** The open sea under a wide sky, with an island or headland on one side; in a storm, high waves. */
export function oceanPlace(site: Site): Stage {
  const { lens, reading } = site
  const stormy = reading.features.has('storm') || reading.time === 'storm'
  const calm = !stormy && (reading.features.has('fog') || site.seed % 4 === 0)
  const layers: Layer[] = [...buildSky(site)]
  if (!stormy) layers.push(islandLayer(site))
  layers.push(
    waterLayer(site, {
      shoreDistance: 60,
      roughness: stormy ? 1.7 : calm ? 0.6 : 1,
      mirror: calm ? 0.8 : 0.66,
      colour: [24, 78, 104],
      speed: stormy ? 0.34 : 0.12,
    }),
  )
  if (stormy) layers.push(...swellLayers(site, [9, 5.5, 3.4, 2.1, 1.1], 0.15))
  const water = { distance: 2.4, row: footRow(lens, 2.4), scale: 1, mirror: stormy ? 0 : 0.5 }
  return {
    layers,
    marks: standardMarks(site, {
      water,
      ground: water,
      underwater: { ...water, row: water.row + 0.03 * lens.unit },
    }),
  }
}

/** Rocky islands where the sea meets the sky, higher on the side away from the subject. */
export function islandLayer(site: Site): Layer {
  const { seed, lean } = site
  const middle = -lean * (9 + (seed % 7))
  const relief: Relief = (x, z, footprint) => {
    const main = Math.exp(-(((x - middle) / 11) ** 2) - ((z - 40) / 8) ** 2)
    const other = Math.exp(-(((x - middle * 1.9) / 9) ** 2) - ((z - 52) / 6) ** 2)
    const low = 0.28 * smoothstep(0.55, 0.75, fractalNoise(x * 0.06 + 3, z * 0.06, seed & 0xffff, 3))
    const rock = erodedRelief(x * 0.16 + 5, z * 0.16, (seed >>> 5) & 0xffff, footprint > 0.12 ? 5 : 7)
    return (5.4 * main + 4.2 * other) * (0.35 + 1.3 * rock) + low - 0.35
  }
  const look = {
    rock: [128, 112, 98],
    grass: [92, 112, 62],
    snow: [246, 249, 253],
    grassLine: 5,
    snowLine: 90,
  } as const
  return landLayer(site, { near: 24, far: 60 }, relief, alpine(site, look), () => {}, 30)
}
