import { yuvOfRgb } from '../../picture/planar-frame.ts'
import type { PlanarFrame } from '../../render-plan.ts'
import type { Rgb } from '../../subject/subject.ts'
import type { Bounds } from '../paint/canvas.ts'
import type { Cover } from '../plate/cover.ts'
import { endOfVisible } from '../plate/cover.ts'
import type { Placement } from '../plate/view.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer, Moment } from './layer.ts'
import type { Motion } from './plate-layer.ts'
import type { Site } from './site.ts'

export type Veil = {
  readonly distance: number
  readonly colour: Rgb
  /** Opacity at a position, 0 to 1; must be soft, as it is kept in cells of many pixels. */
  readonly opacity: (x: number, y: number) => number
  /** Rows in which there is anything. */
  readonly top: number
  readonly bottom: number
  readonly motion?: Motion
  /** Factor on the opacity over time; 1 when absent. */
  readonly breath?: (seconds: number) => number
}

/** Something soft of one colour before what is behind it: mist, a shaft of light, a glow, a shadow. */
export function veilLayer(site: Site, veil: Veil): Layer {
  const { lens } = site
  const bounds = site.path.uprightBounds(lens, veil.distance)
  const spare = veil.motion === undefined ? 0 : lens.unit * 0.3
  const grid = createGrid(
    {
      left: bounds.left - spare,
      right: bounds.right + spare,
      top: Math.max(bounds.top, veil.top),
      bottom: Math.min(bounds.bottom, veil.bottom),
    },
    veil.opacity,
  )
  const colour = yuvOfRgb(...veil.colour)
  const line = new Int32Array(grid.columns)
  return {
    distance: veil.distance,
    draw({ frame }, moment: Moment, cover) {
      const upright = uprightPlacement(moment.lens, moment.pose, veil.distance)
      const placement = veil.motion === undefined ? upright : veil.motion(upright, moment)
      drawVeil(frame, grid, placement, colour, veil.breath?.(moment.seconds) ?? 1, line, cover)
    },
  }
}

type Grid = {
  readonly left: number
  readonly top: number
  readonly columns: number
  readonly rows: number
  readonly values: Float32Array
}

/** Frame pixels per cell. */
const CELL = 8

function createGrid(bounds: Bounds, opacity: Veil['opacity']): Grid {
  const columns = Math.max(2, Math.ceil((bounds.right - bounds.left) / CELL) + 1)
  const rows = Math.max(2, Math.ceil((bounds.bottom - bounds.top) / CELL) + 1)
  const values = new Float32Array(columns * rows)
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const value = opacity(bounds.left + column * CELL, bounds.top + row * CELL)
      values[at] = Math.min(1, Math.max(0, value))
    }
  }
  return { left: bounds.left, top: bounds.top, columns, rows, values }
}

function drawVeil(
  frame: PlanarFrame,
  grid: Grid,
  placement: Placement,
  [luma, blue, red]: readonly [number, number, number],
  strength: number,
  line: Int32Array,
  cover: Cover,
): void {
  const at = new Float64Array(3)
  const end = endOfVisible(cover, frame.height)
  for (let y = 0; y < end; y++) {
    placement.at(y + 0.5, at)
    const row = (at[0]! - grid.top) / CELL
    if (row < 0 || row >= grid.rows - 1) continue
    const seen = readLine(grid, row, strength, line)
    if (seen.end <= seen.first) continue
    const start = (at[1]! - grid.left) / CELL
    const step = at[2]! / CELL
    // Even columns on both sides, so that luma and chroma end together.
    const from = Math.max(0, Math.floor((seen.first - start) / step / 2) * 2)
    const to = Math.min(frame.width, Math.ceil((seen.end - start) / step / 2) * 2)
    if (to <= from) continue
    const row0 = y * frame.width
    blendLine(frame.y, row0 + from, to - from, line, start + (from + 0.5) * step, step, luma)
    if ((y & 1) === 1) continue
    const chroma = (y >> 1) * (frame.width >> 1) + from / 2
    blendLine(frame.u, chroma, (to - from) / 2, line, start + (from + 1) * step, step * 2, blue)
    blendLine(frame.v, chroma, (to - from) / 2, line, start + (from + 1) * step, step * 2, red)
  }
}

/** One row of opacities (65536 for 1) between two rows of the grid; tells which cells have anything in them. */
function readLine(
  { columns, values }: Grid,
  row: number,
  strength: number,
  line: Int32Array,
): { readonly first: number; readonly end: number } {
  const over = Math.floor(row)
  const share = row - over
  let first = columns
  let end = 0
  for (let column = 0, at = over * columns; column < columns; column++, at++) {
    const value = (values[at]! + (values[at + columns]! - values[at]!) * share) * strength * 65536
    line[column] = value
    // Less than a third of a level is not to be seen.
    if (value < 100) continue
    if (first === columns) first = column - 1
    end = column + 1
  }
  return { first, end }
}

/** Works in 16 fraction bits: this is the whole cost of a veil. */
function blendLine(
  target: Uint8Array,
  from: number,
  count: number,
  line: Int32Array,
  start: number,
  step: number,
  colour: number,
): void {
  const stepFixed = Math.round(step * 65536)
  let position = Math.round(Math.max(0, start) * 65536)
  const goal = Math.round(colour)
  // The bounds of a veil reach beyond what the camera sees; a rounding at the end must not.
  const end = Math.min(count, Math.floor(((line.length - 1) * 65536 - position) / stepFixed))
  for (let x = from; x < from + end; x++) {
    const cell = position >> 16
    const here = line[cell]!
    const opacity = here + (((line[cell + 1]! - here) * ((position >> 8) & 255)) >> 8)
    const value = target[x]!
    target[x] = value + (((goal - value) * opacity + 32768) >> 16)
    position += stepFixed
  }
}
