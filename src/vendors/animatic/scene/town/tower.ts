import { clamp, lerp, smoothstep } from '../../picture/easing.ts'
import { hashLattice } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { mix, mixInto, setColour } from '../paint/colour.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'

/** A high building seen from the front, as rectangles of wall with a grid of windows. */
export type Tower = {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly foot: number
  readonly roof: 'flat' | 'stepped' | 'spire' | 'slanted'
  readonly windowWidth: number
  readonly windowHeight: number
  /** Windows in bands over the whole width, or each by itself. */
  readonly banded: boolean
  readonly seed: number
}

/** Colours of a tower as they arrive at the camera. */
export type TowerLook = {
  readonly light: Rgb
  readonly shade: Rgb
  /** Glass that mirrors the sky. */
  readonly glass: Rgb
  readonly lamps: readonly Rgb[]
  /** Share of windows that burn. */
  readonly lit: number
  readonly side: -1 | 1
  /** What the air does to the foot of it: 0 nothing, 1 all. */
  readonly ground: Rgb
  readonly groundAmount: number
}

/** Paints a tower from its foot to its roof. */
export function paintTower(canvas: Canvas, tower: Tower, look: TowerLook): void {
  const { left, right, top, foot } = tower
  const width = right - left
  const shader = wallShader(tower, look)
  fillPath(canvas, [rectangle(left, top, right, foot)], shader)
  const inset = width * 0.2
  const step = width * 0.32
  if (tower.roof === 'stepped') {
    fillPath(canvas, [rectangle(left + inset, top - step, right - inset, top + 1)], shader)
    fillPath(
      canvas,
      [rectangle(left + inset * 1.8, top - step * 1.6, right - inset * 1.8, top - step + 1)],
      shader,
    )
  } else if (tower.roof === 'slanted') {
    const high = tower.seed % 2 === 0 ? left : right
    fillPath(canvas, [[left, top + 1, right, top + 1, high, top - step]], shader)
  } else if (tower.roof === 'spire') {
    const middle = (left + right) / 2
    fillPath(
      canvas,
      [
        [
          left + inset,
          top + 1,
          right - inset,
          top + 1,
          middle + width * 0.12,
          top - step,
          middle - width * 0.12,
          top - step,
        ],
      ],
      shader,
    )
    const mast = Math.max(0.8, width * 0.025)
    fillPath(
      canvas,
      [[middle - mast, top - step, middle, top - step - width * 1.1, middle + mast, top - step]],
      look.shade,
    )
  }
}

/** One side in light, one in shade with a corner between; windows over both. */
function wallShader(tower: Tower, look: TowerLook) {
  const { left, right, top, foot, windowWidth, windowHeight, seed } = tower
  const width = right - left
  const pitchX = windowWidth * (tower.banded ? 1.16 : 1.9)
  const pitchY = windowHeight * 1.9
  const corner = look.side < 0 ? left + width * 0.66 : left + width * 0.34
  return (x: number, y: number, into: Float64Array): void => {
    const lightSide = look.side < 0 ? x < corner : x > corner
    setColour(into, lightSide ? look.light : look.shade)
    const column = Math.floor((x - left - pitchX * 0.3) / pitchX)
    const row = Math.floor((y - top - pitchY * 0.4) / pitchY)
    const inX = (x - left - pitchX * 0.3) / pitchX - column
    const inY = (y - top - pitchY * 0.4) / pitchY - row
    const share = 1 / (tower.banded ? 1.16 : 1.9)
    const isWindow =
      inX < share && inY < 1 / 1.9 && column >= 0 && x < right - pitchX * 0.3 && y < foot - windowHeight
    if (isWindow) {
      const chance = hashLattice(column + seed, row, 91)
      const floorLit = hashLattice(seed, row, 17) < 0.16 ? 0.35 : 0
      if (chance < look.lit + floorLit * look.lit) {
        const lamp = look.lamps[Math.floor(hashLattice(column, row + seed, 53) * look.lamps.length)]!
        mixInto(into, lamp, 0.55 + 0.45 * hashLattice(row, column + seed, 29))
      } else {
        mixInto(into, look.glass, (lightSide ? 0.5 : 0.34) + 0.2 * hashLattice(column, row, seed))
      }
    }
    const low = clamp((y - top) / Math.max(1, foot - top), 0, 1)
    mixInto(into, look.ground, low * low * look.groundAmount)
  }
}

/** The colours that windows burn in: warm rooms, cool offices, and signs. */
export function lampColours(neon: boolean): readonly Rgb[] {
  const rooms: readonly Rgb[] = [
    [255, 214, 140],
    [255, 232, 188],
    [255, 196, 112],
    [188, 220, 255],
  ]
  return neon ? [...rooms, [255, 110, 200], [90, 226, 255], [170, 130, 255]] : rooms
}

/** A tower of chosen measures and a roof, window size and rhythm by chance. */
export function towerAt(
  x: number,
  width: number,
  foot: number,
  height: number,
  unit: number,
  random: () => number,
): Tower {
  const roofs = ['flat', 'flat', 'stepped', 'spire', 'slanted'] as const
  const size = unit * lerp(0.0042, 0.0065, random())
  return {
    left: Math.round(x),
    right: Math.round(x + width),
    top: foot - height,
    foot,
    roof: roofs[Math.floor(random() * roofs.length)]!,
    windowWidth: size * lerp(0.8, 1.4, random()),
    windowHeight: size * 1.2,
    banded: random() < 0.4,
    seed: Math.floor(random() * 100000),
  }
}

/** How the towers of a town look at a distance, in the site's light and air. */
export function towerLook(site: Site, distance: number): TowerLook {
  const { air, atmosphere, lens } = site
  const shift = site.seed % 3
  const wall: Rgb = (
    [
      [168, 172, 182],
      [186, 174, 162],
      [150, 164, 176],
    ] as const
  )[shift]!
  const seen = (colour: Rgb) => air.hazed(colour, distance * distance * 0.011, lens.width / 2)
  const facing = 0.75 - 0.6 * Math.max(0, atmosphere.lightAhead)
  return {
    light: seen(air.lit(wall, facing)),
    shade: seen(air.lit(wall, 0.02, 0.62)),
    glass: seen(mix(atmosphere.sky[0], atmosphere.sky[1], 0.35)),
    lamps: lampColours(site.reading.time === 'neon').map((lamp) =>
      mix(lamp, atmosphere.haze, smoothstep(10, 90, distance) * 0.6),
    ),
    lit: 0.02 + 0.44 * atmosphere.lamps,
    side: air.side,
    ground: seen(atmosphere.haze),
    groundAmount: 0.12 + 0.3 * site.reading.fog,
  }
}
