import { lerp, smoothstep } from '../../picture/easing.ts'
import { fractalNoise } from '../../picture/noise.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import { paintBroadleaf, paintShrub } from '../flora/broadleaf.ts'
import { paintFlower, paintTuft } from '../flora/grass.ts'
import { lookAt } from '../flora/look.ts'
import { foliage } from '../flora/seasons.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
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
import { turf } from '../terrain/materials.ts'
import { paintLamp } from '../town/lamp.ts'
import { paintOverhang } from '../flora/trunk.ts'

export const parkFraming = { horizon: 0.52, eyeHeight: 0.3, follow: 0.5 }

/** A lawn with a winding path, a bench and lamps, old trees around it. */
export function parkPlace(site: Site): Stage {
  const layers: Layer[] = [
    ...buildSky(site),
    landLayer(
      site,
      { near: 12, far: 50 },
      (x, z) => (fractalNoise(x * 0.06, z * 0.06, site.seed & 0xffff, 3) - 0.25) * 3 * smoothstep(12, 26, z),
      turf(site, lawn(site)),
      (canvas) => grove(site, canvas, 24, 26),
    ),
    groveLayer(site, 13, 15),
    lawnLayer(site),
    groveLayer(site, 7.5, 7),
    groveLayer(site, 4.6, 4),
    furnitureLayer(site, 3.2),
    bedLayer(site, 2.5),
    ...foreground(site),
  ]
  return { layers, marks: standardMarks(site), light: outdoorLight(site, 0.6) }
}

function lawn({ reading }: Site) {
  if (reading.season === 'winter')
    return { high: [240, 244, 249], low: [220, 228, 238], dry: [206, 204, 194] } as const
  if (reading.season === 'autumn')
    return { high: [158, 158, 76], low: [122, 132, 62], dry: [204, 146, 66] } as const
  return { high: [130, 178, 72], low: [88, 140, 58], dry: [164, 184, 92] } as const
}

/** The middle of the path at a distance: it comes from below and winds away. */
function pathAt(site: Site, z: number): number {
  return site.lean * (0.34 * Math.sin(z * 0.62 + 0.4) - 0.16 * z * 0.5)
}

function lawnLayer(site: Site): Layer {
  const { lens, texture, air } = site
  const farthest = 16
  const canvas = site.plain(farthest)
  const { high, low, dry } = lawn(site)
  const fallen = site.reading.season === 'autumn'
  shadeRows(canvas, (column, row, into) => {
    const { x, z } = spotOnPlain(lens, column, row)
    const patch = readTexture(texture, x * 0.12, z * 0.12)
    const grain = readTexture(texture, x * 1.6, z * 0.9) - 0.5
    const fine = readTexture(texture, x * 7, z * 4) - 0.5
    const near = smoothstep(8, 1, z)
    setColour(into, low)
    mixInto(into, high, smoothstep(0.3, 0.7, patch + grain * 0.3))
    if (fallen)
      mixInto(into, [206, 120, 48], smoothstep(0.62, 0.7, readTexture(texture, x * 4.1, z * 4.1)) * 0.8)
    const path = Math.abs(x - pathAt(site, z)) - 0.2
    const gravel = smoothstep(0.03, -0.03, path + grain * 0.08)
    mixInto(into, site.reading.season === 'winter' ? [222, 220, 216] : [214, 194, 158], gravel)
    mixInto(into, dry, smoothstep(0.08, 0, Math.abs(path)) * 0.35)
    const tone = 1 + grain * (0.22 + 0.2 * near) + fine * 0.3 * near
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    // Shade of the trees, in spots.
    const shade =
      smoothstep(0.5, 0.62, readTexture(texture, x * 0.2 + 0.6, z * 0.12 + 0.2)) *
      smoothstep(0.4, 1.6, Math.abs(x - pathAt(site, z)))
    air.litInto(into, 0.58 * (1 - 0.7 * shade), 0.94)
    air.hazeInto(into, z, column, 0)
  })
  blades(site, canvas)
  return plainLayer(plateOf(canvas), farthest)
}

function blades(site: Site, canvas: Canvas): void {
  if (site.reading.season === 'winter') return
  const { lens } = site
  const random = createRandom(site.seed ^ 0x6c61776e)
  const greens = foliage(site.reading.season === 'autumn' ? 'autumn' : 'summer', 0.9)
  for (let index = 0; index < 620; index++) {
    const z = 0.7 * (3.2 / 0.7) ** random()
    const x = (random() - 0.5) * 2.4 * z
    if (Math.abs(x - pathAt(site, z)) < 0.26) continue
    const scale = lens.focal / z
    const column = lens.width / 2 + x * scale
    const look = lookAt(site, greens, z, column)
    paintTuft(canvas, column, footRow(lens, z), scale * lerp(0.018, 0.04, random()), 4, look, random)
    if (random() < 0.12) {
      const petals: Rgb = random() < 0.5 ? [250, 250, 244] : [248, 216, 88]
      paintFlower(
        canvas,
        column,
        footRow(lens, z),
        scale * 0.04,
        site.air.lit(petals, 0.7),
        site.air.lit([240, 190, 70], 0.7),
        look,
        random,
      )
    }
  }
}

function grove(site: Site, canvas: Canvas, distance: number, count: number): void {
  const { lens } = site
  const random = createRandom(site.seed ^ (distance * 4133))
  const span = canvas.width * canvas.step
  const foot = footRow(lens, distance)
  for (let index = 0; index < count; index++) {
    const x = canvas.left + ((index + random()) / count) * span
    const open = Math.abs(x - lens.width / 2 - (pathAt(site, distance) * lens.focal) / distance)
    if (open < (0.6 * lens.focal) / distance) continue
    const aside = Math.abs(x - lens.width / 2) / lens.width
    if (distance < 9 && aside < 0.2) continue
    const look = lookAt(site, foliage(site.reading.season, random()), distance * 0.8, x)
    const tall = (lens.focal / distance) * lerp(1.5, 2.4, random())
    if (random() < 0.2) paintShrub(canvas, x, foot + 2, tall * 0.22, look, random)
    else paintBroadleaf(canvas, x, foot + 3 * random(), tall, look, random)
  }
}

function groveLayer(site: Site, distance: number, count: number): Layer {
  const canvas = site.sheet(distance, { bottom: footRow(site.lens, distance) + 8 })
  grove(site, canvas, distance, count)
  const foot = footRow(site.lens, distance)
  return uprightLayer(
    plateOf(canvas),
    distance,
    sway(foot, site.lens.unit * 0.6, site.lens.unit * 0.004, distance),
  )
}

/** A bench beside the path and the lamps along it. */
function furnitureLayer(site: Site, distance: number): Layer {
  const { lens, air, atmosphere, lean } = site
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { bottom: foot + 10 })
  const scale = lens.focal / distance
  const middle = lens.width / 2 + pathAt(site, distance) * scale
  paintLamp(canvas, site, middle + lean * scale * 0.42, foot, scale * 0.95, atmosphere.lamps)
  const wood = air.lit([168, 116, 72], 0.6)
  const shade = air.lit([104, 70, 46], 0.15)
  const iron = air.lit([52, 56, 60], 0.2)
  const x = middle - lean * scale * 0.75
  const half = scale * 0.3
  for (const leg of [-0.8, 0.8]) {
    fillPath(
      canvas,
      [
        [
          x + leg * half - scale * 0.012,
          foot - scale * 0.3,
          x + leg * half + scale * 0.012,
          foot - scale * 0.3,
          x + leg * half + scale * 0.03,
          foot,
          x + leg * half - scale * 0.02,
          foot,
        ],
      ],
      iron,
    )
  }
  for (let slat = 0; slat < 3; slat++) {
    const y = foot - scale * (0.3 - 0.045 * slat)
    fillPath(canvas, [rectangle(x - half, y, x + half, y + scale * 0.032)], mix(wood, shade, 0.12 * slat))
  }
  for (let slat = 0; slat < 2; slat++) {
    const y = foot - scale * (0.15 - 0.026 * slat)
    fillPath(
      canvas,
      [rectangle(x - half * 1.03, y, x + half * 1.03, y + scale * 0.02)],
      mix(wood, [255, 240, 210], 0.2 - 0.15 * slat),
    )
  }
  return uprightLayer(plateOf(canvas), distance)
}

/** Beds of flowers left and right of the lawn. */
function bedLayer(site: Site, distance: number): Layer {
  const { lens, reading } = site
  const foot = footRow(lens, distance)
  const canvas = site.sheet(distance, { top: foot - lens.unit * 0.14, bottom: foot + 10 })
  const random = createRandom(site.seed ^ 0x626564)
  const scale = lens.focal / distance
  const winter = reading.season === 'winter'
  const blooms: readonly Rgb[] = [
    [236, 92, 108],
    [250, 214, 92],
    [246, 246, 240],
    [176, 124, 214],
    [244, 150, 92],
  ]
  for (let index = 0; index < 260; index++) {
    const side = random() < 0.5 ? -1 : 1
    const away = 0.7 + 0.75 * random()
    const x = lens.width / 2 + side * away * scale
    const look = lookAt(site, foliage(winter ? 'winter' : 'summer', random()), distance, x)
    const height = scale * lerp(0.05, 0.11, random())
    paintTuft(canvas, x, foot + scale * 0.02 * random(), height * 0.8, 5, look, random)
    if (!winter && random() < 0.7) {
      const petals = site.air.lit(blooms[Math.floor(random() * blooms.length)]!, 0.7)
      paintFlower(
        canvas,
        x,
        foot + scale * 0.02 * random(),
        height,
        petals,
        site.air.lit([244, 196, 80], 0.7),
        look,
        random,
      )
    }
  }
  return uprightLayer(plateOf(canvas), distance, sway(foot, lens.unit * 0.1, lens.unit * 0.003, 2))
}

/** A branch with leaves that reaches into the frame from above, on the light's other side. */
function foreground(site: Site): Layer[] {
  const { lens, air, lean, reading } = site
  if (reading.season === 'winter') return []
  const distance = 1.15
  const canvas = site.sheet(distance, { bottom: lens.height * 0.4 })
  const random = createRandom(site.seed ^ 0x6272616e)
  const { light, shade } = foliage(reading.season, 0.5)
  const look = {
    ...lookAt(site, { light, shade }, 1, 0),
    light: air.lit(light, 0.6),
    shade: air.lit(shade, 0.08, 0.8),
  }
  const span = canvas.width * canvas.step
  const depth = (x: number) => {
    const share = (-lean * (x - lens.width / 2)) / (lens.width * 0.5)
    const wave = fractalNoise(x / (lens.unit * 0.24), 7, site.seed & 0xffff, 3)
    return (
      lens.height *
      (-0.12 + 0.3 * smoothstep(0.2, 1.1, share) + 0.12 * (wave - 0.4) * smoothstep(0, 0.6, share))
    )
  }
  paintOverhang(
    canvas,
    canvas.left,
    canvas.left + span,
    depth,
    lens.unit * 0.034,
    Math.round((span / lens.unit) * 700),
    look,
    random,
  )
  return [
    uprightLayer(
      plateOf(canvas),
      distance,
      sway(-lens.height * 0.5, -lens.height * 0.9, lens.unit * 0.012, 1),
    ),
  ]
}
