import { lerp } from '../../picture/easing.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { chosen, hex, setColour } from '../paint/colour.ts'
import { fillPath } from '../paint/path.ts'
import type { Site } from '../stage/site.ts'
import type { House } from './house.ts'
import { depthAt, pointAt, stripAt } from './house.ts'
import { paintGlow } from '../paint/lights.ts'
import { paintLantern } from './lantern.ts'
import { paintSign } from './sign.ts'

const AWNINGS: readonly Rgb[] = [hex('#b03a32'), hex('#34685c'), hex('#d6aa58'), hex('#465a8c')]

/** What hangs on the front of a house between two distances: an awning, a neon sign, a lantern. */
export function dressHouse(
  site: Site,
  canvas: Canvas,
  house: House,
  near: number,
  far: number,
  random: () => number,
): void {
  const { lens, reading } = site
  const z = lerp(near, far, 0.3 + 0.4 * random())
  const scale = lens.focal / z
  if (reading.features.has('eastern')) {
    const [x, y] = pointAt(site, house.side, 0.2, house.height - 0.12, z)
    paintLantern(canvas, site, x, y, 0.11 * scale)
    return
  }
  if (house.shopFront && z < 12) paintAwning(site, canvas, house, near, far)
  const glowing = reading.time === 'neon' || reading.time === 'night'
  if (!glowing || z > 14 || random() > 0.75) return
  const [x, top] = pointAt(site, house.side, 0.16, lerp(0.9, 1.5, random()), z)
  paintSign(canvas, x, top, scale * lerp(0.35, 0.7, random()), random)
  const [doorX, doorY] = pointAt(site, house.side, 0, 0.25, z)
  if (house.shopFront) paintGlow(canvas, doorX, doorY, scale * 0.5, [255, 206, 150], 0.22)
}

/** Striped cloth over the shop window. */
function paintAwning(site: Site, canvas: Canvas, house: House, near: number, far: number): void {
  const { air } = site
  const span = [Math.max(near, house.near + 0.12), Math.min(far, house.far - 0.12)] as const
  if (span[1] <= span[0]) return
  const cloth = chosen(AWNINGS, house.seed)
  const outline = stripAt(site, house.side, span, [0, house.floor * 1.02], [0.2, house.floor * 0.82])
  fillPath(canvas, [outline], (x, _y, into) => {
    const z = depthAt(site, house.side, x)
    setColour(into, air.lit(Math.floor(z * 14) % 2 === 0 ? cloth : [238, 232, 222], 0.6))
    air.hazeInto(into, z, x, 0)
  })
}
