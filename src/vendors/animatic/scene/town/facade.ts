import { hashLattice } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { readTexture } from '../paint/texture.ts'
import type { Site } from '../stage/site.ts'
import { lampColours } from './tower.ts'

/** A house front, measured in units of size: `along` from its left end, `height` above the pavement. */
export type Facade = {
  readonly length: number
  readonly height: number
  readonly wall: Rgb
  readonly floor: number
  readonly style: 'plaster' | 'brick' | 'glass' | 'wood'
  readonly shopFront: boolean
  readonly seed: number
}

/** Colour of a point of the wall before light and air; windows that burn are written as they shine. */
export type FacadePainter = (along: number, height: number, into: Float64Array) => 'wall' | 'lamp'

const WALLS: readonly Rgb[] = [
  [206, 186, 160],
  [182, 122, 96],
  [216, 204, 186],
  [152, 158, 164],
  [196, 154, 118],
  [176, 184, 176],
]
const OLD_WALLS: readonly Rgb[] = [
  [226, 220, 208],
  [142, 96, 66],
  [120, 78, 56],
]

/** A house front such as the town has: in an old eastern town of wood, in a neon one high. */
export function facadeAt(site: Site, random: () => number): Facade {
  const eastern = site.reading.features.has('eastern')
  const neon = site.reading.time === 'neon'
  const walls = eastern ? OLD_WALLS : WALLS
  const styles = eastern
    ? (['wood', 'plaster', 'wood'] as const)
    : neon
      ? (['glass', 'plaster', 'brick'] as const)
      : (['plaster', 'brick', 'plaster', 'glass'] as const)
  return {
    length: eastern ? 1.1 + 0.7 * random() : 0.9 + 0.9 * random(),
    height: eastern ? 0.85 + 0.3 * random() : neon ? 1.9 + 2.2 * random() : 1.3 + 1.3 * random(),
    wall: walls[Math.floor(random() * walls.length)]!,
    floor: eastern ? 0.42 : 0.36 + 0.06 * random(),
    style: styles[Math.floor(random() * styles.length)]!,
    shopFront: random() < 0.75,
    seed: Math.floor(random() * 1e5),
  }
}

/** @param lit Share of the windows that burn. */
export function facadePainter(site: Site, facade: Facade, lit: number): FacadePainter {
  const { texture, atmosphere } = site
  const glass = mix(atmosphere.sky[0], atmosphere.sky[2], 0.4)
  const lamps = lampColours(site.reading.time === 'neon')
  const { wall, floor, style, seed } = facade
  const ground = floor * 1.15
  const pitch = style === 'glass' ? 0.2 : 0.3
  const trim = mix(wall, [250, 246, 238], 0.45)
  const lampOf = (column: number, row: number) =>
    lamps[Math.floor(hashLattice(column, row, seed + 3) * lamps.length)]!
  return (along, height, into) => {
    const grain = readTexture(texture, along * 0.8 + seed, height * 0.8) - 0.5
    setColour(into, wall)
    if (style === 'brick') brick(into, wall, along, height)
    if (style === 'wood' && (along * 9) % 1 < 0.1) mixInto(into, [60, 40, 30], 0.4)
    const tone = 1 + grain * 0.22
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    if (height < ground && facade.shopFront)
      return shop(into, along, height, facade, lit, lampOf(1, 0), glass)
    if (Math.abs((height - ground) / floor - Math.round((height - ground) / floor)) < 0.035)
      setColour(into, trim)
    if (height > facade.height - 0.05) setColour(into, trim)
    const column = Math.floor(along / pitch)
    const row = Math.floor((height - ground) / floor)
    const x = along / pitch - column
    const y = (height - ground) / floor - row
    const [narrow, low, high] = style === 'glass' ? [0.06, 0.1, 0.92] : [0.26, 0.22, 0.78]
    if (x < narrow || x > 1 - narrow || y < low || y > high || height > facade.height - 0.1) {
      const sill =
        style !== 'glass' && x > narrow - 0.07 && x < 1.07 - narrow && y > low - 0.09 && y < high + 0.06
      if (sill) setColour(into, trim)
      return 'wall'
    }
    const bar = style !== 'glass' && (Math.abs(x - 0.5) < 0.025 || Math.abs(y - 0.56) < 0.025)
    if (bar) {
      setColour(into, mix(trim, [60, 56, 52], 0.3))
      return 'wall'
    }
    if (hashLattice(column, row, seed) < lit) {
      setColour(into, mix(lampOf(column, row), [120, 70, 40], 0.25 * (1 - y)))
      return 'lamp'
    }
    setColour(into, mix(glass, [30, 36, 44], 0.35 + 0.4 * (1 - y)))
    return 'wall'
  }
}

function brick(into: Float64Array, wall: Rgb, along: number, height: number): void {
  const course = Math.floor(height / 0.036)
  const stone = along / 0.085 + (course % 2) * 0.5
  const joint = height / 0.036 - course < 0.14 || stone - Math.floor(stone) < 0.06
  const tone = 0.86 + 0.26 * hashLattice(Math.floor(stone), course, 5)
  setColour(into, joint ? mix(wall, [214, 204, 192], 0.35) : [wall[0] * tone, wall[1] * tone, wall[2] * tone])
}

/** The ground floor: a lit display behind glass, a door, and a fascia for the name. */
function shop(
  into: Float64Array,
  along: number,
  height: number,
  facade: Facade,
  lit: number,
  lamp: Rgb,
  glass: Rgb,
): 'wall' | 'lamp' {
  const top = facade.floor * 1.02
  const hue = hashLattice(facade.seed, 1, 7)
  const colour: Rgb =
    hue < 0.25 ? [52, 84, 92] : hue < 0.5 ? [120, 44, 44] : hue < 0.75 ? [42, 56, 44] : [58, 48, 66]
  if (height > top * 0.8 || height < 0.06) {
    setColour(into, colour)
    return 'wall'
  }
  const share = (along / facade.length) * 3
  const pane = share - Math.floor(share)
  if (pane < 0.05 || pane > 0.95 || Math.abs(height - top * 0.56) < 0.008) {
    setColour(into, mix(colour, [20, 20, 20], 0.3))
    return 'wall'
  }
  const burning = hashLattice(facade.seed, 2, 11) < 0.25 + lit * 1.6
  if (!burning) {
    setColour(into, mix(glass, [26, 30, 36], 0.55))
    return 'wall'
  }
  const goods = hashLattice(Math.floor(along * 22), Math.floor(height * 16), facade.seed)
  setColour(into, mix(lamp, [90, 52, 34], height < top * 0.42 && goods > 0.4 ? 0.55 : 0.12 + 0.2 * goods))
  return 'lamp'
}
