import { lerp, smoothstep } from '../../picture/easing.ts'
import { createRandom } from '../../picture/random.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Canvas } from '../paint/canvas.ts'
import { shadeRows } from '../paint/canvas.ts'
import { chosen, hex, mixInto, setColour } from '../paint/colour.ts'
import { rectangle } from '../paint/outlines.ts'
import { fillPath } from '../paint/path.ts'
import { readTexture } from '../paint/texture.ts'
import { plateOf } from '../plate/plate.ts'
import type { Layer } from '../stage/layer.ts'
import { uprightLayer } from '../stage/plate-layer.ts'
import type { Site } from '../stage/site.ts'
import { footRow } from '../stage/site.ts'
import { paintBookshelf } from './furniture.ts'
import { paintPictureFrame, paintPottedPlant } from './keepsakes.ts'
import type { Opening, RoomLight } from './opening.ts'
import { WALL_DISTANCE } from './opening.ts'

const WALLPAPERS: readonly Rgb[] = [
  hex('#e9dcc6'),
  hex('#c9d3cc'),
  hex('#d8c3b4'),
  hex('#b9c4d0'),
  hex('#e4d4cf'),
]

/** The back wall with its window, pictures beside it, and a bookshelf. */
export function wallLayer(site: Site, opening: Opening, light: RoomLight, seat: boolean): Layer {
  const { lens } = site
  const canvas = site.sheet(WALL_DISTANCE)
  const floor = footRow(lens, WALL_DISTANCE)
  paintWall(site, canvas, opening, light, floor)
  paintWindow(site, canvas, opening, light, seat)
  furnish(site, canvas, opening, light, floor)
  return uprightLayer(plateOf(canvas), WALL_DISTANCE)
}

/** Paper that is brighter near the window, down to a white skirting board; the window itself stays open. */
function paintWall(site: Site, canvas: Canvas, opening: Opening, light: RoomLight, floor: number): void {
  const { lens, texture } = site
  const { left, right, top, bottom } = opening
  const paper = chosen(WALLPAPERS, site.seed)
  const skirting = lens.unit * 0.03
  const shader = (x: number, y: number, into: Float64Array): void => {
    if (x > left && x < right && y > top && y < bottom) {
      into[3] = 0
      return
    }
    const across = Math.max(0, left - x, x - right)
    const down = Math.max(0, top - y, y - bottom)
    const near = smoothstep(0.9, 0, Math.sqrt(across * across + down * down) / lens.unit) * 0.8
    const grain = readTexture(texture, x / (lens.unit * 0.6), y / (lens.unit * 0.6)) - 0.5
    setColour(into, light(y > floor - skirting ? [244, 240, 230] : paper, near))
    const tone = 1 + grain * 0.06 - 0.2 * smoothstep(0.2, 1.1, Math.abs(x - lens.width / 2) / lens.unit)
    for (let channel = 0; channel < 3; channel++) into[channel] = into[channel]! * tone
    if (Math.abs(y - floor + skirting) < 1) mixInto(into, [120, 110, 100], 0.4)
  }
  shadeRows(canvas, shader, -Infinity, floor + 4)
}

function paintWindow(site: Site, canvas: Canvas, opening: Opening, light: RoomLight, seat: boolean): void {
  const { unit } = site.lens
  const { left, right, top, bottom } = opening
  const frame = unit * 0.022
  const white = light([246, 243, 236], 0.7)
  const shade = light([206, 200, 190], 0.1)
  const bar = (fromX: number, fromY: number, toX: number, toY: number, colour: Rgb) =>
    fillPath(canvas, [rectangle(fromX, fromY, toX, toY)], colour)
  bar(left - frame, top - frame, right + frame, top + frame * 0.5, white)
  bar(left - frame, top - frame, left + frame * 0.5, bottom, white)
  bar(right - frame * 0.5, top - frame, right + frame, bottom, white)
  bar(left + frame * 0.5, top + frame * 0.5, right - frame * 0.5, top + frame * 0.8, shade)
  const panes = Math.max(2, Math.round((right - left) / (unit * 0.36)))
  for (let pane = 1; pane < panes; pane++) {
    const x = lerp(left, right, pane / panes)
    bar(x - frame * 0.45, top, x + frame * 0.45, bottom, white)
    bar(x + frame * 0.2, top + frame, x + frame * 0.45, bottom, shade)
  }
  const crossbar = lerp(top, bottom, 0.32)
  bar(left, crossbar - frame * 0.35, right, crossbar + frame * 0.35, white)
  const deep = unit * (seat ? 0.075 : 0.035)
  bar(left - frame * 2.4, bottom, right + frame * 2.4, bottom + deep, light([250, 247, 240], 1))
  bar(left - frame * 2.4, bottom + deep, right + frame * 2.4, bottom + deep + frame * 0.7, shade)
}

function furnish(site: Site, canvas: Canvas, opening: Opening, light: RoomLight, floor: number): void {
  const { lens, lean } = site
  const { unit } = lens
  const random = createRandom(site.seed ^ 0x726f6f6d)
  const [side, other] = lean > 0 ? [opening.right, opening.left] : [opening.left, opening.right]
  const beside = side + lean * unit * 0.24
  const farther = beside + lean * unit * 0.19
  paintPictureFrame(canvas, light, beside, floor - unit * 0.38, unit * 0.15, unit * 0.2, random)
  paintPictureFrame(canvas, light, farther, floor - unit * 0.42, unit * 0.12, unit * 0.12, random)
  const shelf = other - lean * unit * 0.29 - unit * 0.15
  paintBookshelf(canvas, light, shelf, floor + 3, unit * 0.3, unit * 0.5, random)
  paintPottedPlant(
    canvas,
    light,
    side - lean * unit * 0.07,
    opening.bottom + unit * 0.015,
    unit * 0.12,
    random,
  )
}
