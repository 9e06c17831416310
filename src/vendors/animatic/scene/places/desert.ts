import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import { paintCactus } from '../flora/cactus.ts'
import { paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import type { Canvas } from '../paint/canvas.ts'
import { fillPath } from '../paint/path.ts'
import { mix, setColour } from '../paint/colour.ts'
import { buildSky } from '../sky/sky.ts'
import { groundLayer, landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { standardMarks } from '../stage/marks.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { duneRelief, sand } from '../terrain/dunes.ts'
import type { SandLook } from '../terrain/dunes.ts'
import { erodedRelief } from '../terrain/relief.ts'
import { paintRock } from '../terrain/rock.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Relief, Slice } from '../terrain/survey.ts'

export const desertFraming = { horizon: 0.5, eyeHeight: 0.3, lightRise: 0.5, follow: 0.55 }

type Kind = 'dunes' | 'canyon' | 'savanna' | 'mars' | 'moon'

/** Dunes to the horizon; or mesas, a savanna, or the barren ground of another world. */
export function desertPlace(site: Site): Stage {
  const kind = kindOf(site)
  const look = sandOf(kind)
  const material = sand(site, look)
  const seed = site.seed & 0xffff
  const layers: Layer[] = [...buildSky(site), horizonLayer(site, kind, look)]
  if (kind === 'dunes') {
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

function kindOf({ reading }: Site): Kind {
  if (reading.features.has('moonscape')) return 'moon'
  if (reading.time === 'alien') return 'mars'
  if (reading.features.has('canyon')) return 'canyon'
  if (reading.features.has('savanna')) return 'savanna'
  return 'dunes'
}

function sandOf(kind: Kind): SandLook {
  switch (kind) {
    case 'dunes':
      return { light: [242, 192, 132], deep: [214, 150, 92], ripple: 1 }
    case 'canyon':
      return { light: [216, 140, 92], deep: [178, 96, 62], ripple: 0.3, strata: [236, 186, 140] }
    case 'savanna':
      return { light: [208, 178, 104], deep: [168, 140, 76], ripple: 0.15 }
    case 'mars':
      return { light: [206, 128, 88], deep: [158, 84, 58], ripple: 0.5 }
    case 'moon':
      return { light: [196, 196, 200], deep: [142, 142, 148], ripple: 0.1 }
  }
}

function rising(relief: Relief, from: number, to: number): Relief {
  return (x, z, footprint) => relief(x, z, footprint) * smoothstep(from, to, z)
}

function rolling(seed: number, height: number, from: number): Relief {
  return (x, z) =>
    (fractalNoise(x * 0.5 + 7, z * 0.4, seed, 4, 0.45) - 0.4) * height * smoothstep(from * 0.7, from * 1.8, z)
}

/** What closes the view: far dunes, table mountains, a worn range, or pyramids. */
function horizonLayer(site: Site, kind: Kind, look: SandLook): Layer {
  const { seed } = site
  const slice: Slice = { near: 26, far: 80 }
  const low = seed & 0xffff
  const relief: Relief = (x, z, footprint) => {
    const rise = smoothstep(26, 38, z)
    if (kind === 'dunes') return duneRelief(low + 9, 4.2, 16)(x, z, footprint) * rise
    if (kind === 'canyon') {
      const table = fractalNoise(x * 0.085 + 3, z * 0.06, low, 5, 0.42)
      const steps =
        smoothstep(0.52, 0.535, table) * 6 +
        smoothstep(0.45, 0.47, table) * 1.6 +
        smoothstep(0.58, 0.59, table) * 2.4
      return rise * (steps + erodedRelief(x * 0.2, z * 0.2, low, 4) * 0.7)
    }
    const worn = erodedRelief(x * 0.06 + 9, z * 0.06, low, footprint > 0.12 ? 6 : 8)
    return rise * (kind === 'savanna' ? 2.6 : 6) * worn
  }
  return landLayer(
    site,
    slice,
    relief,
    sand(site, { ...look, ripple: 0 }),
    (canvas) => {
      if (site.reading.features.has('pyramid')) paintPyramids(site, canvas)
    },
    34,
  )
}

function paintPyramids(site: Site, canvas: Canvas): void {
  const { lens, air, lean } = site
  for (const [aside, size, distance] of [
    [0.34, 0.2, 22],
    [0.16, 0.13, 26],
    [0.46, 0.09, 30],
  ] as const) {
    const x = lens.width / 2 - lean * lens.width * aside
    const foot = footRow(lens, distance * 0.8)
    const tall = size * lens.unit
    const ridge = x + air.side * -tall * 0.22
    const face = (direct: number) => air.hazed(air.lit([226, 186, 128], direct), distance * 0.5, x)
    const courses = (colour: Rgb) => (_px: number, py: number, into: Float64Array) => {
      setColour(into, mix(colour, air.lit([120, 92, 64], 0.2), ((py / (tall * 0.028)) % 1) * 0.16))
    }
    fillPath(
      canvas,
      [[x, foot - tall, x - tall * 0.82, foot, ridge, foot + tall * 0.03]],
      courses(face(air.side < 0 ? 1 : 0.15)),
    )
    fillPath(
      canvas,
      [[x, foot - tall, ridge, foot + tall * 0.03, x + tall * 0.82, foot]],
      courses(face(air.side > 0 ? 1 : 0.15)),
    )
  }
}

function growth(site: Site, canvas: Canvas, kind: Kind, slice: Slice): void {
  const random = createRandom(site.seed ^ 0x67726f77)
  const stands = scatter(
    canvas,
    site.lens,
    slice,
    () => 0,
    kind === 'dunes' ? 14 : 70,
    site.seed ^ 0x44,
    () => 0.6,
  )
  for (const stand of stands) {
    if (kind === 'canyon' && random() < 0.35) {
      const look = lookAt(site, { light: [132, 150, 92], shade: [58, 78, 58] }, stand.z, stand.column)
      paintCactus(canvas, stand.column, stand.foot + 2, stand.scale * lerp(0.5, 1, random()), look, random)
    } else if (kind === 'savanna' && random() < 0.3) {
      paintAcacia(
        site,
        canvas,
        stand.column,
        stand.foot + 2,
        stand.scale * lerp(0.9, 1.5, random()),
        stand.z,
        random,
      )
    } else if (kind === 'canyon' || kind === 'savanna' || (kind === 'dunes' && random() < 0.5)) {
      const look = lookAt(site, { light: [190, 172, 104], shade: [110, 98, 64] }, stand.z, stand.column)
      paintTuft(
        canvas,
        stand.column,
        stand.foot + 1,
        stand.scale * lerp(0.06, 0.16, random()),
        9,
        look,
        random,
      )
    } else if (kind !== 'dunes') {
      stone(
        site,
        canvas,
        kind,
        stand.column,
        stand.foot,
        stand.scale * lerp(0.05, 0.4, random() ** 2),
        stand.z,
        random,
      )
    }
  }
}

/** Flat crown on a forked trunk: the tree of the savanna. */
function paintAcacia(
  site: Site,
  canvas: Canvas,
  x: number,
  foot: number,
  height: number,
  distance: number,
  random: () => number,
): void {
  const look = lookAt(site, { light: [134, 146, 70], shade: [62, 74, 40], wood: [92, 74, 54] }, distance, x)
  const width = height * 0.05
  for (const side of [-1, -0.3, 0.4, 1]) {
    fillPath(
      canvas,
      [
        [
          x - width,
          foot,
          x + width,
          foot,
          x + side * height * 0.42 + width * 0.3,
          foot - height * 0.8,
          x + side * height * 0.42 - width * 0.3,
          foot - height * 0.8,
        ],
      ],
      look.wood,
    )
  }
  for (let leaf = 0; leaf < 200; leaf++) {
    const across = (random() + random() - 1) * height * 0.72
    const up = height * (0.78 + 0.2 * random() * (1 - Math.abs(across) / (height * 0.8)))
    const size = height * 0.035 * (0.6 + random())
    const lit = Math.min(1, Math.max(0, (up / height - 0.8) * 4 + 0.3 * random()))
    fillPath(
      canvas,
      [
        [
          x + across - size * 1.6,
          foot - up,
          x + across,
          foot - up - size,
          x + across + size * 1.6,
          foot - up,
          x + across,
          foot - up + size,
        ],
      ],
      mix(look.shade, look.light, lit),
    )
  }
}

function litter(site: Site, canvas: Canvas, kind: Kind): void {
  const random = createRandom(site.seed ^ 0x6c697474)
  const count = kind === 'dunes' ? 26 : 110
  for (const stand of scatter(
    canvas,
    site.lens,
    { near: 0.7, far: 4.6 },
    () => 0,
    count,
    site.seed ^ 0x71,
    () => 0.8,
  )) {
    const middle = Math.abs(stand.column - site.lens.width / 2) < site.lens.width * 0.16
    const dry = kind === 'canyon' || kind === 'savanna' || kind === 'dunes'
    if (dry && random() < (kind === 'savanna' ? 0.8 : 0.35)) {
      const look = lookAt(site, { light: [206, 182, 112], shade: [124, 104, 66] }, stand.z, stand.column)
      paintTuft(
        canvas,
        stand.column,
        stand.foot,
        stand.scale * lerp(0.04, middle ? 0.07 : 0.15, random()),
        10,
        look,
        random,
      )
    } else {
      const size = stand.scale * lerp(0.01, middle ? 0.03 : 0.16, random() ** 3)
      stone(site, canvas, kind, stand.column, stand.foot, size, stand.z, random)
    }
  }
}

function stone(
  site: Site,
  canvas: Canvas,
  kind: Kind,
  x: number,
  foot: number,
  width: number,
  distance: number,
  random: () => number,
): void {
  const { light, deep } = sandOf(kind)
  const look = lookAt(
    site,
    { light: mix(light, [255, 255, 255], 0.1), shade: mix(deep, [60, 40, 40], 0.35) },
    distance,
    x,
  )
  paintRock(canvas, site.texture, x, foot, width, width * lerp(0.4, 0.7, random()), look, random)
}
