import { lerp, smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintBroadleaf } from '../../flora/broadleaf.ts'
import { lookAt } from '../../flora/look.ts'
import { foliage } from '../../flora/seasons.ts'
import { landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import type { Site } from '../../stage/site.ts'
import type { AlpineLook } from '../../terrain/materials.ts'
import { alpine, turf } from '../../terrain/materials.ts'
import { erodedRelief } from '../../terrain/relief.ts'
import { scatter } from '../../terrain/scatter.ts'
import type { Relief } from '../../terrain/survey.ts'

/** Mountains that run down to the plain on the side away from the subject. */
export function capes(site: Site): Layer {
  const { seed, lean, reading } = site
  const relief: Relief = (x, z, footprint) => {
    const eroded = erodedRelief(x * 0.08 + 17, z * 0.08, seed & 0xffff, footprint > 0.1 ? 6 : 8)
    const aside = smoothstep(-6, 22, -lean * x + (z - 30) * 0.4)
    return smoothstep(24, 36, z) * (eroded * 11 * aside + 0.2) - 0.35
  }
  const winter = reading.season === 'winter'
  const look: AlpineLook = {
    rock: [132, 122, 110],
    grass: winter ? [236, 240, 246] : [92, 112, 64],
    snow: [246, 249, 253],
    grassLine: 4.6,
    snowLine: winter ? 1 : 7.5,
  }
  return landLayer(site, { near: 24, far: 70 }, relief, alpine(site, look), () => {}, 30)
}

/** Rolling land with trees beyond the road. */
export function hillside(site: Site, near: number, height: number): Layer {
  const seed = (site.seed ^ Math.round(near * 31)) & 0xffff
  const relief: Relief = (x, z) =>
    (fractalNoise(x * 0.12 + 3, z * 0.12, seed, 4, 0.42) - 0.25) *
    height *
    smoothstep(near * 0.7, near * 1.6, z)
  const winter = site.reading.season === 'winter'
  const look = winter
    ? ({ high: [238, 242, 248], low: [214, 224, 236], dry: [196, 192, 176] } as const)
    : ({ high: [138, 156, 74], low: [92, 118, 60], dry: [190, 170, 104] } as const)
  return landLayer(site, { near, far: near * 2.6 }, relief, turf(site, look), (canvas) => {
    const random = createRandom(seed)
    const grows = (x: number, z: number) => smoothstep(0.5, 0.64, fractalNoise(x * 0.15, z * 0.15, seed, 2))
    for (const stand of scatter(
      canvas,
      site.lens,
      { near: near * 1.1, far: near * 2.2 },
      relief,
      90,
      seed,
      grows,
    )) {
      const leaves = lookAt(site, foliage(site.reading.season, random()), stand.z, stand.column)
      paintBroadleaf(
        canvas,
        stand.column,
        stand.foot + 2,
        stand.scale * lerp(0.6, 1.1, random()),
        leaves,
        random,
      )
    }
  })
}
