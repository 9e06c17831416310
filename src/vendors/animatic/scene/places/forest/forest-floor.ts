import { lerp, smoothstep } from '../../../picture/easing.ts'
import { fractalNoise } from '../../../picture/noise.ts'
import { createRandom } from '../../../picture/random.ts'
import { paintShrub } from '../../flora/broadleaf.ts'
import { paintFern, paintTuft } from '../../flora/grass.ts'
import { lookAt } from '../../flora/look.ts'
import type { Canvas } from '../../paint/canvas.ts'
import { mixInto, setColour } from '../../paint/colour.ts'
import { readTexture } from '../../paint/texture.ts'
import type { Rgb } from '../../../subject/subject.ts'
import { leaf } from '../../paint/outlines.ts'
import { fillPath } from '../../paint/path.ts'
import type { Site } from '../../stage/site.ts'
import type { Material } from '../../terrain/survey.ts'
import { paintRock } from '../../terrain/rock.ts'
import { scatter } from '../../terrain/scatter.ts'
import { crowding, herbs } from './clearing.ts'

/** Moss, needles and a trodden way, with spots of sun. */
export function floor(site: Site): Material {
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

/** What grows low on the floor and what has fallen on it. */
export function undergrowth(site: Site, canvas: Canvas): void {
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
