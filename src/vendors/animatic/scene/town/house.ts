import { clamp } from '../../picture/easing.ts'
import type { Canvas, Shader } from '../paint/canvas.ts'
import { smoothed } from '../paint/canvas.ts'
import { mix, setColour } from '../paint/colour.ts'
import type { Outline } from '../paint/outlines.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'
import type { Facade } from './facade.ts'
import { facadePainter } from './facade.ts'

/** Half the width between the house fronts, and of the carriageway, in units of size. */
export const HALF_STREET = 1.25
export const HALF_ROAD = 0.8

/** A house on one side of the street, from one distance to another. */
export type House = Facade & {
  readonly side: -1 | 1
  readonly near: number
  readonly far: number
  /** Height of the house before it, which hides the lower part of its end wall; 0 across a gap. */
  readonly behind: number
}

/** Where a point before the house fronts is seen: `out` units into the street, `height` above it, at a distance. */
export function pointAt(
  site: Site,
  side: number,
  out: number,
  height: number,
  z: number,
): [x: number, y: number] {
  const { lens } = site
  return [
    lens.width / 2 + (side * (HALF_STREET - out) * lens.focal) / z,
    lens.horizon + ((lens.eyeHeight - height) * lens.focal) / z,
  ]
}

/** A strip along the fronts between two distances; its edges lie at (out, height) each. */
export function stripAt(
  site: Site,
  side: number,
  [near, far]: readonly [number, number],
  upper: readonly [out: number, height: number],
  lower: readonly [out: number, height: number],
): Outline {
  return [
    ...pointAt(site, side, upper[0], upper[1], near),
    ...pointAt(site, side, upper[0], upper[1], far),
    ...pointAt(site, side, lower[0], lower[1], far),
    ...pointAt(site, side, lower[0], lower[1], near),
  ]
}

/** Distance of the front that a column of the frame shows. */
export function depthAt({ lens }: Site, side: number, column: number): number {
  return (HALF_STREET * lens.focal) / Math.max(1, (column - lens.width / 2) * side)
}

/** Paints the part of a house between two distances, and its end wall when it begins there. */
export function paintHouse(
  site: Site,
  canvas: Canvas,
  house: House,
  near: number,
  far: number,
  hasEnd: boolean,
): void {
  const { lens, air, atmosphere } = site
  const { side } = house
  const painter = facadePainter(site, house, 0.03 + 0.42 * atmosphere.lamps)
  if (hasEnd) paintEnd(site, canvas, house)
  // The sunny side of a street is the one the light falls on.
  const direct = side === air.side ? 0.08 : 0.72 - 0.4 * Math.max(0, atmosphere.lightAhead)
  const front: Shader = (x, y, into) => {
    const z = depthAt(site, side, x)
    const height = lens.eyeHeight - ((y - lens.horizon) * z) / lens.focal
    const kind = painter(z - house.near, height, into)
    if (kind === 'wall') air.litInto(into, direct, 0.62 + 0.3 * clamp(height / 1.4, 0, 1))
    air.hazeInto(into, z * 0.8, x, 0)
  }
  const outline = stripAt(site, side, [near, far], [0, house.height], [0, 0])
  fillPath(canvas, [outline], near < 9 ? smoothed(front) : front)
  if (site.reading.features.has('eastern')) paintEaves(site, canvas, house, near, far)
}

/** The bare end wall of a house that stands higher than the one before it. */
function paintEnd(site: Site, canvas: Canvas, house: House): void {
  const { air } = site
  const { side, near } = house
  const [inner, roof] = pointAt(site, side, 0, house.height, near)
  const [outer, foot] = pointAt(site, side, -2, house.behind, near)
  if (roof >= foot) return
  const colour = air.hazed(air.lit(mix(house.wall, [90, 84, 80], 0.3), 0.2, 0.8), near * 0.8, inner)
  fillPath(canvas, [rectangle(Math.min(inner, outer), roof, Math.max(inner, outer), foot)], colour)
}

/** Eaves that hang over the street: their dark underside, and along the edge the round ends of the tiles. */
function paintEaves(site: Site, canvas: Canvas, { side, height }: House, near: number, far: number): void {
  const { air } = site
  const span = [near, far] as const
  const underside = stripAt(site, side, span, [-0.05, height + 0.02], [0.28, height - 0.07])
  fillPath(canvas, [underside], air.hazed(air.lit([70, 50, 40], 0.05, 0.6), near, 0))
  const light = air.lit([108, 114, 124], 0.5)
  const dark = air.lit([44, 48, 56], 0.1)
  const edge = stripAt(site, side, span, [0.28, height - 0.01], [0.28, height - 0.11])
  fillPath(canvas, [edge], (x, _y, into) => {
    const z = depthAt(site, side, x) * (1 - 0.28 / HALF_STREET)
    setColour(into, mix(dark, light, 0.5 + 0.5 * Math.sin(z * 70)))
    air.hazeInto(into, z, x, 0)
  })
}
