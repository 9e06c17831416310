import { lerp, smoothstep } from '../../../picture/easing.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import { shadeRows } from '../../paint/canvas.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import { plateOf } from '../../plate/plate.ts'
import type { Layer } from '../../stage/layer.ts'
import { plainLayer } from '../../stage/plate-layer.ts'
import type { Site } from '../../stage/site.ts'
import { spotOnPlain } from '../../stage/site.ts'
import { paintRock } from '../../terrain/rock.ts'
import { scatter } from '../../terrain/scatter.ts'

/** The carriageway lies between these distances, across the view. */
const NEAR_EDGE = 1.12
const FAR_EDGE = 1.95
export const RAIL = 2.12

/** Asphalt with its lines, gravel and grass beside it; beyond the rail the ground ends at the sea. */
export function roadLayer(site: Site, coast: boolean): Layer {
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
