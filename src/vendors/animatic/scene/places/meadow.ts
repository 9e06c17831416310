import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import { paintBroadleaf, paintShrub } from '../flora/broadleaf.ts'
import { paintFlower, paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import { foliage, turfColours } from '../flora/seasons.ts'
import type { Canvas } from '../paint/canvas.ts'
import { chosen, hex, mix } from '../paint/colour.ts'
import { plateOf } from '../plate/plate.ts'
import { buildSky } from '../sky/sky.ts'
import { groundLayer, landLayer } from '../stage/ground.ts'
import type { Layer } from '../stage/layer.ts'
import { sway, uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import type { Stage } from '../stage/stage.ts'
import { standardMarks } from '../stage/marks.ts'
import { turf } from '../terrain/materials.ts'
import { scatter } from '../terrain/scatter.ts'
import type { Relief, Slice } from '../terrain/survey.ts'

export const meadowFraming = { horizon: 0.56, eyeHeight: 0.26, follow: 0.5 }

/** Rolling grassland with groups of trees; flowers and blades before the lens. */
export function meadowPlace(site: Site): Stage {
  const look = turfOf(site)
  const material = turf(site, look)
  const layers: Layer[] = [
    ...buildSky(site),
    landLayer(
      site,
      { near: 22, far: 80 },
      hills(site, 9, 0.04, 20),
      material,
      trees(site, { near: 22, far: 60 }, hills(site, 9, 0.04, 20), 260),
    ),
    landLayer(
      site,
      { near: 9, far: 24 },
      hills(site, 2.6, 0.09, 9),
      material,
      trees(site, { near: 9, far: 22 }, hills(site, 2.6, 0.09, 9), 130),
    ),
    landLayer(
      site,
      { near: 3.6, far: 10 },
      hills(site, 0.7, 0.16, 3.6),
      material,
      shrubs(site, { near: 3.8, far: 9 }, hills(site, 0.7, 0.16, 3.6)),
    ),
    meadowGround(site),
    ...meadowForeground(site),
  ]
  return { layers, marks: standardMarks(site) }
}

/** The meadow before one's feet. */
export function meadowGround(site: Site): Layer {
  const material = turf(site, turfOf(site))
  return groundLayer(site, 3.8, hills(site, 0.03, 0.7, 0), material, (canvas) => carpet(site, canvas))
}

function hills(site: Site, height: number, frequency: number, from: number): Relief {
  const seed = (site.seed ^ Math.round(frequency * 1000)) & 0xffff
  return (x, z) => {
    const wave = fractalNoise(x * frequency + 31, z * frequency * 0.8 + 17, seed, 4, 0.4)
    return (wave - 0.28) * height * smoothstep(from * 0.7, from * 1.7 + 0.3, z)
  }
}

function trees(site: Site, slice: Slice, relief: Relief, count: number) {
  return (canvas: Canvas): void => {
    const random = createRandom(site.seed ^ Math.round(slice.near * 7))
    // Trees stand in groups and hedges, and leave open meadow between.
    const grows = (x: number, z: number) =>
      smoothstep(0.52, 0.66, fractalNoise(x * 0.12, z * 0.1, site.seed & 0xffff, 3))
    for (const stand of scatter(canvas, site.lens, slice, relief, count, site.seed ^ 0x77, grows)) {
      const look = lookAt(site, foliage(site.reading.season, random()), stand.z * 0.8, stand.column)
      paintBroadleaf(
        canvas,
        stand.column,
        stand.foot + 2,
        stand.scale * lerp(0.8, 1.5, random()),
        look,
        random,
      )
    }
  }
}

function shrubs(site: Site, slice: Slice, relief: Relief) {
  return (canvas: Canvas): void => {
    const random = createRandom(site.seed ^ 0x736872)
    const grows = (x: number, z: number) =>
      smoothstep(0.5, 0.62, fractalNoise(x * 0.3, z * 0.3, site.seed & 0xffff, 2))
    for (const stand of scatter(canvas, site.lens, slice, relief, 60, site.seed ^ 0x99, grows)) {
      const look = lookAt(site, foliage(site.reading.season, random()), stand.z, stand.column)
      paintShrub(canvas, stand.column, stand.foot + 2, stand.scale * lerp(0.12, 0.3, random()), look, random)
    }
  }
}

/** Low grass and far flowers that lie on the ground and move with it. */
function carpet(site: Site, canvas: Canvas): void {
  const { lens } = site
  const random = createRandom(site.seed ^ 0x63617270)
  const greens = lookAt(site, bladesOf(site, 0.1), 1.5, lens.width / 2)
  const stands = scatter(
    canvas,
    lens,
    { near: 0.7, far: 3.6 },
    () => 0,
    900,
    site.seed ^ 0x31,
    () => 1,
  )
  const blooms = bloomsOf(site)
  for (const stand of stands) {
    const patch = fractalNoise(stand.x * 1.3, stand.z * 1.3, site.seed & 0xffff, 2)
    const height = stand.scale * lerp(0.02, 0.05, random())
    paintTuft(canvas, stand.column, stand.foot, height, 5, greens, random)
    if (blooms.length > 0 && patch > 0.44 && random() < 0.6) {
      const petals = blooms[Math.floor(random() * blooms.length)]!
      const colour = site.air.lit(petals, 0.8)
      paintFlower(
        canvas,
        stand.column,
        stand.foot,
        height * 1.3,
        colour,
        site.air.lit([240, 200, 80], 0.8),
        greens,
        random,
      )
    }
  }
}

/** Tall grass and flowers close to the lens, left and right of the way in. */
export function meadowForeground(site: Site): Layer[] {
  const { lens } = site
  return [0.95, 0.6].map((distance, order) => {
    const random = createRandom(site.seed ^ (0x666f7265 + order))
    const tall = lens.unit * (order === 0 ? 0.11 : 0.2)
    const canvas = site.sheet(distance, { top: Math.min(lens.height, footRow(lens, distance)) - tall * 1.5 })
    // The nearest grass grows from below whatever the camera sees.
    const foot = order === 0 ? footRow(lens, distance) : canvas.top + canvas.height
    const greens = lookAt(site, bladesOf(site, random()), 1, lens.width / 2)
    const dark = { ...greens, light: mix(greens.light, greens.shade, order * 0.35) }
    const blooms = bloomsOf(site)
    const width = canvas.width * canvas.step
    const count = Math.round((width / lens.unit) * (order === 0 ? 46 : 26))
    for (let index = 0; index < count; index++) {
      const x = canvas.left + ((index + random()) / count) * width
      const aside = Math.min(1, Math.abs(x - lens.width / 2) / (lens.width * 0.5))
      const height = tall * lerp(0.35, 1, smoothstep(0.15, 0.95, aside)) * (0.6 + 0.6 * random())
      const y = foot + lens.unit * 0.05 * random()
      paintTuft(canvas, x, y, height, 9, dark, random)
      if (blooms.length > 0 && random() < 0.5) {
        const petals = site.air.lit(blooms[Math.floor(random() * blooms.length)]!, 0.7)
        paintFlower(
          canvas,
          x,
          y,
          height * (0.8 + 0.4 * random()),
          petals,
          site.air.lit([236, 190, 70], 0.7),
          dark,
          random,
        )
      }
    }
    return uprightLayer(plateOf(canvas), distance, sway(foot, tall, lens.unit * 0.012, order * 1.7))
  })
}

const RIPE_FIELD = { high: hex('#dcb85c'), low: hex('#ba9446'), dry: hex('#e8c878') }
const RIPE_BLADES = { light: hex('#e8c468'), shade: hex('#967034') }

function turfOf({ reading }: Site) {
  return reading.features.has('wheat') ? RIPE_FIELD : turfColours(reading.season)
}

/** Grass is green in spring too, when the trees blossom. */
function bladesOf({ reading }: Site, chance: number) {
  if (reading.features.has('wheat')) return RIPE_BLADES
  return foliage(reading.season === 'spring' ? 'summer' : reading.season, chance)
}

/** The flowers of the meadow: those that the prompt names, else some of the seed's choice. */
function bloomsOf({ reading, seed }: Site): readonly Rgb[] {
  const { features } = reading
  if (reading.season === 'winter' || reading.refused.has('flowers') || features.has('wheat')) return []
  if (features.has('lavender')) return LAVENDER
  if (features.has('golden')) return GOLDEN
  if (features.has('scarlet')) return SCARLET
  const usual = chosen(BLOOMS, seed)
  return features.has('flowers') ? [...usual, ...chosen(BLOOMS, seed + 1)] : usual.slice(0, 1)
}

const LAVENDER: readonly Rgb[] = [hex('#9a78d8'), hex('#b494ea'), hex('#7c5cc0')]
const GOLDEN: readonly Rgb[] = [hex('#ffcc33'), hex('#ffdd66')]
const SCARLET: readonly Rgb[] = [hex('#e4443a'), hex('#f06a58'), hex('#d02f3c')]
const BLOOMS: readonly (readonly Rgb[])[] = [
  [hex('#f8de54'), hex('#fafaf6')],
  [hex('#e44e3e'), hex('#fafaf6')],
  [hex('#a880dc'), hex('#f4b4d8')],
  [hex('#fafaf6'), hex('#7e98e8')],
]
