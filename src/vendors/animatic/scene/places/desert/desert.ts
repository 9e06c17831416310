import { smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { buildSky } from '../../sky/sky.ts'
import { groundLayer, landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import { standardMarks } from '../../stage/marks.ts'
import type { Site } from '../../stage/site.ts'
import type { Stage } from '../../stage/stage.ts'
import { duneRelief, sand } from '../../terrain/dunes.ts'
import type { Relief } from '../../terrain/survey.ts'
import { kindOf, sandOf } from './desert-kinds.ts'
import { horizonLayer } from './desert-horizon.ts'
import { growth, litter } from './desert-growth.ts'

export const desertFraming = { horizon: 0.5, eyeHeight: 0.3, lightRise: 0.5, follow: 0.55 }

/** Dunes to the horizon; or mesas, a savanna, or the barren ground of another world. */
export function desertPlace(site: Site): Stage {
  const kind = kindOf(site)
  const look = sandOf(kind)
  const material = sand(site, look)
  const seed = site.seed & 0xffff
  const layers: Layer[] = [...buildSky(site), horizonLayer(site, kind, look)]
  // Before pyramids the land lies low.
  if (kind === 'dunes' && !site.reading.features.has('pyramid')) {
    layers.push(
      landLayer(site, { near: 12, far: 34 }, rising(duneRelief(seed, 3.6, 9), 11, 18), material),
      landLayer(
        site,
        { near: 4.5, far: 13 },
        rising(duneRelief(seed + 3, 1.15, 4), 4, 8),
        material,
        (canvas) => growth(site, canvas, kind, { near: 4.5, far: 11 }),
      ),
    )
  } else {
    layers.push(
      landLayer(site, { near: 4.5, far: 16 }, rolling(seed, 0.5, 4.5), material, (canvas) =>
        growth(site, canvas, kind, { near: 4.5, far: 15 }),
      ),
    )
  }
  layers.push(
    groundLayer(site, 5, rolling(seed + 5, 0.035, 0.4), material, (canvas) => litter(site, canvas, kind)),
  )
  return { layers, marks: standardMarks(site) }
}

function rising(relief: Relief, from: number, to: number): Relief {
  return (x, z, footprint) => relief(x, z, footprint) * smoothstep(from, to, z)
}

function rolling(seed: number, height: number, from: number): Relief {
  return (x, z) =>
    (fractalNoise(x * 0.5 + 7, z * 0.4, seed, 4, 0.45) - 0.4) * height * smoothstep(from * 0.7, from * 1.8, z)
}
