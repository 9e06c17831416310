import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import { paintBroadleaf } from '../flora/broadleaf.ts'
import { paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import { foliage } from '../flora/seasons.ts'
import { shadeRows } from '../paint/canvas.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import { outdoorLight } from '../actors/subject-light.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import { landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { plainLayer, sway, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow, spotOnPlain } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import type { AlpineLook } from '../terrain/materials.ts'
import { alpine, turf } from '../terrain/materials.ts'
import { erodedRelief } from '../terrain/relief.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Relief } from '../terrain/survey.ts'
import { waterLayer } from '../water/water-layer.ts'

export const roadFraming = { horizon: 0.52, eyeHeight: 0.28, follow: 0.7 }

/** The carriageway lies between these distances, across the view. */
const NEAR_EDGE = 1.12
const FAR_EDGE = 1.95
const RAIL = 2.12

/** A road that crosses the view, with a rail behind it and the sea or the hills beyond. */
export function roadPlace(site: Site): Stage {
  const coast = site.reading.features.has('coast')
  const layers: Layer[] = [...buildSky(site)]
  if (coast) {
    layers.push(
      capes(site),
      waterLayer(site, {
        shoreDistance: 60,
        roughness: 0.95,
        mirror: 0.6,
        colour: [32, 108, 132],
        speed: 0.1,
      }),
    )
  } else {
    layers.push(capes(site), hillside(site, 12, 3), hillside(site, 5, 0.8))
  }
  layers.push(roadLayer(site, coast), railLayer(site), vergeLayer(site))
  const ground = { distance: 1.5, row: footRow(site.lens, 1.45), scale: 1, mirror: 0 }
  const water = { distance: 5, row: footRow(site.lens, 5), scale: 0.7, mirror: 0.4 }
  return {
    layers,
    marks: standardMarks(site, coast ? { ground, water, underwater: water } : { ground }),
    light: outdoorLight(site, 0.3),
  }
}

/** Mountains that run down to the plain on the side away from the subject. */
function capes(site: Site): Layer {
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

function hillside(site: Site, near: number, height: number): Layer {
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

/** Asphalt with its lines, gravel and grass beside it; beyond the rail the ground ends at the sea. */
function roadLayer(site: Site, coast: boolean): Layer {
  const { lens, texture, air, reading } = site
  const farthest = coast ? 2.5 : 4.4
  const canvas = site.plain(farthest)
  const wet = reading.particles === 'rain' ? 0.62 : 1
  const winter = reading.season === 'winter'
  const grass = winter
    ? ([230, 236, 244] as const)
    : reading.season === 'autumn'
      ? ([168, 148, 82] as const)
      : ([118, 138, 70] as const)
  const soil = winter ? ([206, 214, 224] as const) : ([176, 156, 122] as const)
  const edge = (z: number, at: number, half: number) =>
    smoothstep(half + 0.004, half - 0.004, Math.abs(z - at))
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const grain = readTexture(texture, x * 1.2, z * 1.2) - 0.5
    const fine = readTexture(texture, x * 7, z * 7) - 0.5
    const ragged = grain * 0.12
    const cliff = farthest * 0.97 + grain * 0.4
    into[3] = coast ? smoothstep(cliff, cliff - 0.03, z) : 1
    if (into[3] <= 0) return
    setColour(into, soil)
    mixInto(into, grass, smoothstep(0.06, 0.2, Math.max(NEAR_EDGE - z, z - FAR_EDGE) + ragged))
    let tone = 1 + grain * 0.4 + fine * 0.34
    if (z > NEAR_EDGE - 0.03 && z < FAR_EDGE + 0.03) {
      setColour(into, [98, 99, 103])
      const track = Math.exp(-(((z - 1.34) / 0.07) ** 2)) + Math.exp(-(((z - 1.7) / 0.07) ** 2))
      tone = 1 + grain * 0.16 + fine * 0.2 - track * 0.07
      const worn = 0.82 + grain * 0.6
      mixInto(
        into,
        [232, 230, 222],
        (edge(z, NEAR_EDGE + 0.045, 0.012) + edge(z, FAR_EDGE - 0.05, 0.016)) * worn,
      )
      const dash = (((x * 1.1) % 1) + 1) % 1 < 0.55 ? 1 : 0
      mixInto(into, [240, 206, 110], edge(z, 1.52, 0.016) * dash * worn)
      tone *= wet
    }
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    air.litInto(into, 0.52, 0.92)
    air.hazeInto(into, z, column, 0)
  })
  if (!winter) roadside(site, canvas, farthest)
  return plainLayer(plateOf(canvas), farthest)
}

function roadside(site: Site, canvas: Canvas, farthest: number): void {
  const random = createRandom(site.seed ^ 0x726f6164)
  const beside = (_x: number, z: number) =>
    z < NEAR_EDGE - 0.08 || (z > FAR_EDGE + 0.1 && z < farthest * 0.93) ? 0.9 : 0
  for (const stand of scatter(
    canvas,
    site.lens,
    { near: 0.6, far: farthest },
    () => 0,
    900,
    site.seed ^ 0x52,
    beside,
  )) {
    if (random() < 0.1) {
      const stone = lookAt(site, { light: [176, 170, 160], shade: [84, 80, 78] }, stand.z, stand.column)
      const width = stand.scale * lerp(0.02, 0.09, random() ** 2)
      paintRock(canvas, site.texture, stand.column, stand.foot, width, width * 0.6, stone, random)
    } else {
      const look = lookAt(site, { light: [172, 178, 92], shade: [86, 104, 54] }, stand.z, stand.column)
      paintTuft(
        canvas,
        stand.column,
        stand.foot,
        stand.scale * lerp(0.03, stand.z < 1.2 ? 0.06 : 0.1, random()),
        7,
        look,
        random,
      )
    }
  }
}

/** The guard rail: posts, and a ribbed band of steel that shines along its upper edge. */
function railLayer(site: Site): Layer {
  const { lens, air } = site
  const foot = footRow(lens, RAIL)
  const scale = lens.focal / RAIL
  const canvas = site.sheet(RAIL, { top: foot - scale * 0.2, bottom: foot + 6 })
  const right = canvas.left + canvas.width * canvas.step
  const high = scale * 0.145
  const band = scale * 0.06
  const post = air.hazed(air.lit([150, 152, 154], 0.3), RAIL, lens.width / 2)
  for (let x = canvas.left + 11; x < right; x += scale * 0.42) {
    fillPath(canvas, [rectangle(x, foot - high, x + scale * 0.02, foot + 3)], post)
  }
  const light = air.lit([222, 224, 226], 0.75)
  const dark = air.lit([120, 124, 130], 0.2)
  fillPath(canvas, [rectangle(canvas.left, foot - high, right, foot - high + band)], (_x, y, into) => {
    const across = (y - foot + high) / band
    setColour(into, mix(dark, light, 0.5 + 0.5 * Math.cos(across * 2 * Math.PI * 1.5)))
  })
  return uprightLayer(plateOf(canvas), RAIL)
}

/** Tall grass on this side of the road, close to the lens. */
function vergeLayer(site: Site): Layer {
  const { lens, reading, air } = site
  const distance = 0.72
  const random = createRandom(site.seed ^ 0x76657267)
  const tall = lens.unit * 0.12
  const canvas = site.sheet(distance, { top: lens.height - tall * 1.6 })
  const foot = canvas.top + canvas.height
  const width = canvas.width * canvas.step
  const winter = reading.season === 'winter'
  const look = {
    ...lookAt(site, { light: [150, 160, 78], shade: [62, 80, 42] }, 1, lens.width / 2),
    light: air.lit(winter ? [214, 206, 186] : [166, 172, 88], 0.5),
    shade: air.lit(winter ? [120, 116, 110] : [58, 76, 40], 0.08),
  }
  const count = Math.round((width / lens.unit) * 34)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * width
    const clump = fractalNoise(x / (lens.unit * 0.22), 1, site.seed & 0xffff, 2)
    paintTuft(
      canvas,
      x,
      foot + lens.unit * 0.02,
      tall * lerp(0.25, 1.1, smoothstep(0.3, 0.75, clump)) * (0.7 + 0.5 * random()),
      9,
      look,
      random,
    )
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, tall, lens.unit * 0.012, 0.4))
}
