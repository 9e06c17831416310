import { clamp, lerp, smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintConifer } from '../../flora/conifer.ts'
import { lookAt } from '../../flora/look.ts'
import { needles } from '../../flora/seasons.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { plateOf } from '../../plate/plate.ts'
import { landLayer } from '../../stage/ground.ts'
import type { Layer } from '../../stage/layer.ts'
import { uprightLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow } from '../../stage/site.ts'
import type { AlpineLook } from '../../terrain/materials.ts'
import { alpine, turf } from '../../terrain/materials.ts'
import { erodedRelief } from '../../terrain/relief.ts'
import { scatter } from '../../terrain/scatter.ts'
import type { Relief, Slice } from '../../terrain/survey.ts'
import { paintRelief } from '../../terrain/survey.ts'

export const SHORE = 11

function alpineLook({ reading }: Site): AlpineLook {
  const winter = reading.season === 'winter'
  const bare = reading.refused.has('snow')
  return {
    rock: [112, 104, 100],
    grass: winter ? [232, 237, 245] : reading.season === 'autumn' ? [132, 112, 58] : [74, 96, 56],
    snow: [246, 249, 253],
    grassLine: 2.6,
    snowLine: bare ? 90 : winter ? 2.2 : 4.2,
  }
}

/** The range itself, with one peak that stands out on the side away from the subject. */
export function rangeLayer(site: Site): Layer {
  const { lens, seed, lean } = site
  const slice: Slice = { near: 15, far: 75 }
  const peakX = -lean * lerp(2, 7, createRandom(seed ^ 0x7065616b)())
  const relief: Relief = (x, z, footprint) => {
    const detail = clamp(Math.log2(1 / (footprint * 0.07)) + 1, 3, 9)
    const eroded = erodedRelief(x * 0.07 + 3.1, z * 0.07 + 7, seed & 0xffff, detail)
    const rise = smoothstep(15, 32, z)
    const peak = Math.exp(-(((x - peakX) / 11) ** 2) - ((z - 34) / 11) ** 2)
    return rise * (eroded * 10 + peak * 7 * (eroded + 0.35) + 0.4) - 0.3
  }
  const canvas = site.sheet(30, { bottom: footRow(lens, slice.near) + 16 })
  paintReliefOn(site, canvas, slice, relief)
  return uprightLayer(plateOf(canvas), 30)
}

/** The far shore: a strip of meadow, and woods of spruce with clearings. */
export function shoreLayer(site: Site): Layer {
  const { lens, seed } = site
  const slice: Slice = { near: SHORE * 0.9, far: 17 }
  const random = createRandom(seed ^ 0x73686f72)
  const relief: Relief = (x, z) => {
    const hill = erodedRelief(x * 0.13 + 11, z * 0.13, (seed >>> 3) & 0xffff, 4)
    return smoothstep(SHORE * 0.9, 16, z) * hill * 2.6 + 0.02
  }
  const canvas = site.sheet(SHORE, { bottom: footRow(lens, slice.near) + 4 })
  paintReliefOn(site, canvas, slice, relief)
  const woods = (x: number, z: number) =>
    smoothstep(0.36, 0.6, fractalNoise(x * 0.22 + 7, z * 0.3, seed & 0xffff, 3))
  for (const stand of scatter(canvas, lens, slice, relief, 900, seed, woods)) {
    const look = lookAt(site, needles(site.reading.season, random()), stand.z * 0.8, stand.column)
    const tall = 0.4 + 0.75 * random() * (0.5 + woods(stand.x, stand.z))
    paintConifer(canvas, stand.column, stand.foot + 2, stand.scale * tall, look, random)
  }
  return uprightLayer(plateOf(canvas), SHORE)
}

/** Wooded slopes between the meadow and the range. */
export function slopeLayer(site: Site, near: number, far: number): Layer {
  const { seed, lean } = site
  const relief: Relief = (x, z) => {
    const aside = smoothstep(0, 0.7, Math.abs(x / z + lean * 0.1))
    const hill = fractalNoise(x * (0.6 / near) + 5, z * (0.6 / near), (seed + near) & 0xffff, 4, 0.45)
    return smoothstep(near * 0.75, near * 1.9, z) * (hill - 0.15 + 0.5 * aside) * near * 0.22
  }
  const slice: Slice = { near, far }
  const winter = site.reading.season === 'winter'
  const look = winter
    ? ({ high: [238, 242, 248], low: [214, 224, 236], dry: [196, 192, 176] } as const)
    : ({ high: [112, 150, 66], low: [78, 118, 56], dry: [166, 160, 88] } as const)
  return landLayer(site, slice, relief, turf(site, look), (canvas) => {
    const random = createRandom(seed ^ Math.round(near * 23))
    const woods = (x: number, z: number) =>
      smoothstep(0.44, 0.6, fractalNoise(x * (1.6 / near), z * (1.3 / near), seed & 0xffff, 3)) *
      smoothstep(0.05, 0.3, Math.abs(x / z + lean * 0.1))
    for (const stand of scatter(canvas, site.lens, slice, relief, near > 6 ? 420 : 70, seed ^ 0x37, woods)) {
      const looks = lookAt(site, needles(site.reading.season, random()), stand.z * 0.9, stand.column)
      paintConifer(
        canvas,
        stand.column,
        stand.foot + 2,
        stand.scale * lerp(0.7, 1.4, random()),
        looks,
        random,
      )
    }
  })
}

function paintReliefOn(site: Site, canvas: Canvas, slice: Slice, relief: Relief): void {
  paintRelief(canvas, site.lens, slice, relief, site.air.direction, alpine(site, alpineLook(site)))
}
