import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import { paintShrub } from '../flora/broadleaf.ts'
import { paintBamboo } from '../flora/bamboo.ts'
import { paintConifer } from '../flora/conifer.ts'
import { paintFern, paintTuft } from '../flora/grass.ts'
import type { Look } from '../flora/look.ts'
import { lookAt } from '../flora/look.ts'
import { foliage, needles } from '../flora/seasons.ts'
import { paintOverhang, paintTrunk } from '../flora/trunk.ts'
import type { Canvas } from '../paint/canvas.ts'
import { glaze } from '../paint/canvas.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Rgb } from '../../subject/subject.ts'
import { leaf } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import { groundLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import { mistLayer, shaftLayer } from '../stage/mist.ts'
import { sway, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import type { Material } from '../terrain/survey.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'

export const forestFraming = { horizon: 0.6, eyeHeight: 0.22, follow: 0.5 }

/** Tall trees on both sides of a clearing that leads into the mist. */
export function forestPlace(site: Site): Stage {
  const { lens, reading } = site
  const bright = reading.time === 'day' || reading.time === 'dawn' || reading.time === 'sunset'
  const layers: Layer[] = [
    ...buildSky(site),
    woodsLayer(site, [26, 17, 11], 16),
    groundLayer(
      site,
      40,
      () => 0,
      floor(site),
      (canvas) => undergrowth(site, canvas),
    ),
    woodsLayer(site, [7, 4.6], 5.4),
    mistLayer(site, 5, footRow(lens, 6), lens.unit * 0.07, 0.25 + 0.6 * reading.fog),
    trunkLayer(site, 3.2, 4),
    ...(bright && reading.particles !== 'rain' ? [shaftLayer(site, 3, 0.5)] : []),
    trunkLayer(site, 1.9, 2),
    foregroundLayer(site, 0.85),
    canopyLayer(site, 1.1),
  ]
  return { layers, marks: standardMarks(site) }
}

/** How open the forest is: 0 in the clearing and along the way in, 1 among the trees. */
function crowding(site: Site, column: number, distance: number): number {
  const { lens, lean } = site
  const middle = lens.width * (0.5 + 0.1 * lean)
  const half = lens.unit * lerp(0.1, 0.42, Math.min(1, 1.6 / distance))
  return smoothstep(half * 0.7, half * 1.6, Math.abs(column - middle))
}

/** Rows of trees, the far ones first, that are near enough to each other to move as one. */
function woodsLayer(site: Site, rows: readonly number[], distance: number): Layer {
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

/** Moss, needles and a trodden way, with spots of sun. */
function floor(site: Site): Material {
  const { texture, air, reading } = site
  const winter = reading.season === 'winter'
  const moss = winter
    ? ([226, 233, 242] as const)
    : reading.season === 'autumn'
      ? ([146, 112, 56] as const)
      : ([96, 124, 56] as const)
  const earth = winter ? ([190, 200, 214] as const) : ([126, 104, 76] as const)
  return (spot, into) => {
    const patch = readTexture(texture, spot.x * 0.21, spot.z * 0.16)
    const grain = readTexture(texture, spot.x * 1.6, spot.z * 0.9) - 0.5
    const fine = readTexture(texture, spot.x * 5.1, spot.z * 3.3) - 0.5
    setColour(into, earth)
    const bend = 0.3 * Math.sin(spot.z * 0.8 + 1) + 0.16 * site.lean * spot.z
    const way = smoothstep(0.5, 0.16, Math.abs(spot.x - bend) + grain * 0.25)
    mixInto(into, moss, smoothstep(0.36, 0.56, patch + grain * 0.5) * (1 - way * 0.8))
    const tone = 1 + grain * 0.5 + fine * 0.35
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    const sun = smoothstep(0.5, 0.66, readTexture(texture, spot.x * 0.33 + 0.4, spot.z * 0.2 + 0.7))
    air.litInto(into, 0.12 + 0.85 * sun, 0.72)
    air.hazeInto(into, spot.z * 1.2, spot.column, 0)
  }
}

function undergrowth(site: Site, canvas: Canvas): void {
  const { lens, texture } = site
  const random = createRandom(site.seed ^ 0x756e64)
  litter(site, canvas)
  const grows = (x: number, z: number) =>
    smoothstep(0.38, 0.56, fractalNoise(x * 0.9, z * 0.7, site.seed & 0xffff, 2)) *
    crowding(site, lens.width / 2 + (x * lens.focal) / z, z)
  for (const stand of scatter(canvas, lens, { near: 1, far: 7 }, () => 0, 380, site.seed ^ 0x51, grows)) {
    const look = lookAt(site, herbs(site), stand.z, stand.column)
    const chance = random()
    if (chance < 0.14) {
      const stone = lookAt(site, { light: [168, 166, 156], shade: [66, 68, 66] }, stand.z, stand.column)
      const width = stand.scale * lerp(0.06, 0.22, random())
      paintRock(canvas, texture, stand.column, stand.foot, width, width * 0.6, stone, random)
    } else if (chance < 0.3) {
      paintShrub(canvas, stand.column, stand.foot, stand.scale * lerp(0.05, 0.12, random()), look, random)
    } else if (chance < 0.62) {
      paintFern(canvas, stand.column, stand.foot, stand.scale * lerp(0.06, 0.14, random()), look, random)
    } else {
      paintTuft(canvas, stand.column, stand.foot, stand.scale * lerp(0.05, 0.1, random()), 6, look, random)
    }
  }
}

/** Fallen leaves and twigs on the floor, and short grass where there is no way. */
function litter(site: Site, canvas: Canvas): void {
  const { lens, air, reading } = site
  if (reading.season === 'winter') return
  const random = createRandom(site.seed ^ 0x6c697474)
  const fallen = reading.season === 'autumn' ? FALLEN_AUTUMN : FALLEN
  for (const stand of scatter(
    canvas,
    lens,
    { near: 0.62, far: 4 },
    () => 0,
    1300,
    site.seed ^ 0x88,
    () => 1,
  )) {
    const size = stand.scale * lerp(0.008, 0.016, random())
    if (random() < 0.3 && crowding(site, stand.column, stand.z) > 0.2) {
      const look = lookAt(site, herbs(site), stand.z, stand.column)
      paintTuft(canvas, stand.column, stand.foot, size * 3, 4, look, random)
      continue
    }
    const turn = random() * 2 * Math.PI
    const x = stand.column + Math.cos(turn) * size
    const y = stand.foot + Math.sin(turn) * size * 0.35
    const colour = air.lit(fallen[Math.floor(random() * fallen.length)]!, 0.25 + 0.4 * random(), 0.8)
    fillPath(canvas, [leaf(stand.column, stand.foot, x, y, size * 0.5)], colour, 0.9)
  }
}

const FALLEN: readonly Rgb[] = [
  [148, 112, 70],
  [120, 92, 60],
  [112, 122, 66],
  [166, 134, 86],
]
const FALLEN_AUTUMN: readonly Rgb[] = [
  [222, 132, 48],
  [198, 84, 40],
  [228, 178, 70],
  [150, 104, 60],
]

function herbs({ reading }: Site) {
  return foliage(
    reading.season === 'winter' ? 'winter' : reading.season === 'autumn' ? 'autumn' : 'summer',
    0.4,
  )
}

function bark(site: Site, distance: number, column: number): Look {
  const birch = site.seed % 3 === 0
  const material = birch
    ? ({ light: [214, 206, 190], shade: [92, 86, 80] } as const)
    : ({ light: [156, 122, 92], shade: [50, 40, 36] } as const)
  return lookAt(site, material, distance, column)
}

function trunkLayer(site: Site, distance: number, count: number): Layer {
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

/** Ferns and grass in the shade close to the lens, low in the middle where the view goes through. */
function foregroundLayer(site: Site, distance: number): Layer {
  const { lens, air } = site
  const random = createRandom(site.seed ^ 0x666f7265)
  const tall = lens.unit * 0.26
  const canvas = site.sheet(distance, { top: lens.height - tall * 1.3 })
  const foot = canvas.top + canvas.height
  const span = canvas.width * canvas.step
  const count = Math.round((span / lens.unit) * 26)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * span
    const aside = Math.min(1, Math.abs(x - lens.width * (0.5 + 0.1 * site.lean)) / (lens.width * 0.5))
    const height = tall * lerp(0.16, 1, smoothstep(0.25, 0.95, aside)) * (0.6 + 0.5 * random())
    const full = lookAt(site, herbs(site), 1, x)
    const { light, shade } = herbs(site)
    const look = { ...full, light: air.lit(light, 0.22, 0.75), shade: air.lit(shade, 0.04, 0.6) }
    if (random() < 0.6) paintFern(canvas, x, foot + lens.unit * 0.03, height, look, random)
    else paintTuft(canvas, x, foot + lens.unit * 0.03, height * 0.9, 8, look, random)
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, tall, lens.unit * 0.01, 0.6))
}

function canopyLayer(site: Site, distance: number): Layer {
  const { lens, air } = site
  const canvas = site.sheet(distance, { bottom: lens.height * 0.3 })
  const random = createRandom(site.seed ^ 0x63616e6f)
  const look = {
    ...lookAt(site, herbs(site), 1, lens.width / 2),
    light: air.lit(herbs(site).light, 0.4),
    shade: air.lit(herbs(site).shade, 0.05, 0.7),
  }
  const span = canvas.width * canvas.step
  const depth = (x: number) => {
    const aside = Math.min(1.2, Math.abs(x - lens.width * 0.5) / (lens.width * 0.5))
    const wave = fractalNoise(x / (lens.unit * 0.3), 3, site.seed & 0xffff, 3)
    return lens.height * (-0.1 + 0.3 * aside ** 2.2 + 0.16 * (wave - 0.4))
  }
  paintOverhang(
    canvas,
    canvas.left,
    canvas.left + span,
    depth,
    lens.unit * 0.03,
    Math.round((span / lens.unit) * 900),
    look,
    random,
  )
  return uprightLayer(
    plateOf(canvas),
    distance,
    sway(-lens.height * 0.6, -lens.height, lens.unit * 0.01, 2.2),
  )
}
