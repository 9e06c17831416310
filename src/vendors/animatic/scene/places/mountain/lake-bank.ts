import { lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { shadeRows } from '../../paint/canvas.ts'
import { mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { plainLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { spotOnPlain } from '../../stage/site.ts'
import { paintRock } from '../../terrain/rock.ts'
import { scatter } from '../../terrain/scatter.ts'

/** The near shore: pebbles and grass in the corners, or all along when somebody stands there. */
export function bankLayer(site: Site, whole: boolean): Layer {
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
