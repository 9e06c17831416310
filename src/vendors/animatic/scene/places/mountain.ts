import { clamp, lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import { paintConifer } from '../flora/conifer.ts'
import { paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import { needles } from '../flora/seasons.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
import { mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import { landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { plainLayer, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import type { AlpineLook } from '../terrain/materials.ts'
import { alpine, turf } from '../terrain/materials.ts'
import { erodedRelief } from '../terrain/relief.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Relief, Slice } from '../terrain/survey.ts'
import { paintRelief } from '../terrain/survey.ts'
import { waterLayer } from '../water/water-layer.ts'
import { meadowForeground, meadowGround } from './meadow.ts'

export const mountainFraming = { horizon: 0.6, eyeHeight: 0.25, follow: 0.45 }

const SHORE = 11

/** A range of high mountains, seen across a lake or over an alpine meadow. */
export function mountainPlace(site: Site): Stage {
  const { lens, reading } = site
  const lake = reading.features.has('water') || (!reading.refused.has('water') && site.seed % 2 === 0)
  const layers: Layer[] = [...buildSky(site), rangeLayer(site)]
  if (!lake) {
    layers.push(
      slopeLayer(site, 9, 24),
      slopeLayer(site, 4, 10),
      meadowGround(site),
      ...meadowForeground(site),
    )
    return { layers, marks: standardMarks(site) }
  }
  layers.push(
    shoreLayer(site),
    waterLayer(site, {
      shoreDistance: SHORE * 0.9,
      roughness: 0.4,
      mirror: 0.86,
      colour: [58, 92, 104],
      speed: 0.05,
    }),
    bankLayer(site, site.habitats.has('ground')),
  )
  const water = { distance: 3.2, row: footRow(lens, 3.2), scale: 0.85, mirror: 0 }
  const ground = { distance: 1.25, row: footRow(lens, 1.3), scale: 1, mirror: 0 }
  return { layers, marks: standardMarks(site, { water, underwater: water, ground }) }
}

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

function rangeLayer(site: Site): Layer {
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
function shoreLayer(site: Site): Layer {
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
function slopeLayer(site: Site, near: number, far: number): Layer {
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

/** The near shore: pebbles and grass in the corners, or all along when somebody stands there. */
function bankLayer(site: Site, whole: boolean): Layer {
  const { lens, texture, air, reading } = site
  const farthest = 2
  const winter = reading.season === 'winter'
  const edge = (x: number, z: number) => {
    const wave = readTexture(texture, x * 0.4, 0.3) - 0.5
    const bay = whole
      ? 0.12
      : 0.62 - 0.5 * Math.min(1.3, Math.abs(x + site.lean * 0.1) / Math.max(0.4, z * 0.9))
    return farthest * 0.92 - bay + wave * 0.5 - (whole ? 0 : 0.28) - z
  }
  const canvas = site.plain(farthest)
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const above = edge(x, z)
    into[3] = smoothstep(-0.01, 0.02, above)
    if (into[3] <= 0) return
    const grain = readTexture(texture, x * 1.7, z * 1.7) - 0.5
    const pebble = readTexture(texture, x * 6, z * 5)
    setColour(into, winter ? [224, 230, 240] : [150, 142, 130])
    mixInto(into, [96, 92, 88], smoothstep(0.45, 0.7, pebble) * (winter ? 0.2 : 0.6))
    mixInto(into, winter ? [240, 244, 250] : [92, 118, 60], smoothstep(0.16, 0.4, above + grain * 0.3))
    const wet = smoothstep(0.1, 0, above)
    const tone = (1 + grain * 0.4) * (1 - 0.45 * wet)
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    air.litInto(into, 0.45, 0.9)
  })
  dressBank(site, canvas, edge, winter)
  return plainLayer(plateOf(canvas), farthest)
}

function dressBank(
  site: Site,
  canvas: Canvas,
  edge: (x: number, z: number) => number,
  winter: boolean,
): void {
  const random = createRandom(site.seed ^ 0x62616e6b)
  const dry = (x: number, z: number) => (edge(x, z) > 0.04 ? 0.9 : 0)
  for (const stand of scatter(
    canvas,
    site.lens,
    { near: 0.62, far: 1.9 },
    () => 0,
    260,
    site.seed ^ 0x77,
    dry,
  )) {
    const aside = Math.abs(stand.column - site.lens.width / 2) / site.lens.width
    if (random() < 0.3) {
      const stone = winter
        ? ({ light: [240, 244, 250], shade: [112, 116, 126] } as const)
        : ({ light: [176, 170, 160], shade: [72, 70, 70] } as const)
      const width = stand.scale * lerp(0.015, aside > 0.28 ? 0.22 : 0.06, random() ** 2)
      paintRock(
        canvas,
        site.texture,
        stand.column,
        stand.foot,
        width,
        width * 0.6,
        lookAt(site, stone, stand.z, stand.column),
        random,
      )
    } else if (edge(stand.x, stand.z) > 0.14) {
      const grass = winter
        ? ({ light: [206, 196, 172], shade: [128, 120, 110] } as const)
        : ({ light: [140, 166, 74], shade: [58, 88, 46] } as const)
      const tall = stand.scale * lerp(0.03, aside > 0.25 ? 0.12 : 0.05, random())
      paintTuft(canvas, stand.column, stand.foot, tall, 8, lookAt(site, grass, stand.z, stand.column), random)
    }
  }
}
