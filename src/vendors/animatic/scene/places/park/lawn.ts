import { lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import type { Rgb } from '../../../subject/subject.ts'
import { paintFlower, paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import { foliage } from '../../flora/seasons.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { shadeRows } from '../../paint/canvas.ts'
import { mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { plainLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { footRow, spotOnPlain } from '../../stage/site.ts'

/** The grass of a park, which is mown and watered. */
export function lawn({ reading }: Site) {
  if (reading.season === 'winter')
    return { high: [240, 244, 249], low: [220, 228, 238], dry: [206, 204, 194] } as const
  if (reading.season === 'autumn')
    return { high: [158, 158, 76], low: [122, 132, 62], dry: [204, 146, 66] } as const
  return { high: [130, 178, 72], low: [88, 140, 58], dry: [164, 184, 92] } as const
}

/** The middle of the path at a distance: it comes from below and winds away. */
export function pathAt(site: Site, z: number): number {
  return site.lean * (0.34 * Math.sin(z * 0.62 + 0.4) - 0.16 * z * 0.5)
}

/** Lawn with a gravel path and the shade of trees on it. */
export function lawnLayer(site: Site): Layer {
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
