import type { Rgb } from '../../subject/subject.ts'
import type { Canvas, Shader } from './canvas.ts'
import { blendOver } from './canvas.ts'

/** Closed outlines, each a row of x, y, x, y... in frame positions. Where outlines overlap, they add up. */
export type Path = readonly ArrayLike<number>[]

/** One colour, or one for each position. */
export type Paint = Rgb | Shader

/** Fills a path with exact edge coverage (signed-area accumulation, as font rasterisers do). */
export function fillPath(canvas: Canvas, path: Path, paint: Paint, opacity = 1): void {
  const box = boxOf(canvas, path)
  if (box === null) return
  const { column, row, width, height } = box
  const size = width * height
  if (coverage.length < size) coverage = new Float32Array(size * 2)
  coverage.fill(0, 0, size)
  for (const outline of path) addOutline(canvas, outline, box)
  const colour = new Float64Array(4)
  const shader = typeof paint === 'function' ? paint : null
  if (shader === null) colour.set(paint as Rgb)
  for (let y = 0; y < height; y++) {
    let sum = 0
    let at = ((row + y) * canvas.width + column) * 4
    for (let x = 0, cell = y * width; x < width - 1; x++, cell++, at += 4) {
      sum += coverage[cell]!
      const covered = Math.min(1, Math.abs(sum)) * opacity
      if (covered < 0.004) continue
      colour[3] = 1
      if (shader !== null) {
        shader(
          canvas.left + (column + x + 0.5) * canvas.step,
          canvas.top + (row + y + 0.5) * canvas.step,
          colour,
        )
      }
      blendOver(canvas.pixels, at, colour, covered)
    }
  }
}

type Box = {
  readonly column: number
  readonly row: number
  readonly width: number
  readonly height: number
}

// Scratch space of one fill; grows to the largest shape of the scene.
let coverage = new Float32Array(0)

/** The part of the canvas the path can touch; one spare column takes what an edge carries over. */
function boxOf(canvas: Canvas, path: Path): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const outline of path) {
    for (let index = 0; index < outline.length; index += 2) {
      left = Math.min(left, outline[index]!)
      right = Math.max(right, outline[index]!)
      top = Math.min(top, outline[index + 1]!)
      bottom = Math.max(bottom, outline[index + 1]!)
    }
  }
  const column = Math.max(0, Math.floor((left - canvas.left) / canvas.step))
  const row = Math.max(0, Math.floor((top - canvas.top) / canvas.step))
  const width = Math.min(canvas.width, Math.ceil((right - canvas.left) / canvas.step)) - column
  const height = Math.min(canvas.height, Math.ceil((bottom - canvas.top) / canvas.step)) - row
  return width > 0 && height > 0 ? { column, row, width: width + 1, height } : null
}

function addOutline(canvas: Canvas, outline: ArrayLike<number>, box: Box): void {
  const scale = 1 / canvas.step
  const originX = canvas.left + box.column * canvas.step
  const originY = canvas.top + box.row * canvas.step
  let x0 = (outline[outline.length - 2]! - originX) * scale
  let y0 = (outline[outline.length - 1]! - originY) * scale
  for (let index = 0; index < outline.length; index += 2) {
    const x1 = (outline[index]! - originX) * scale
    const y1 = (outline[index + 1]! - originY) * scale
    if (y0 < y1) addEdge(x0, y0, x1, y1, 1, box)
    else if (y0 > y1) addEdge(x1, y1, x0, y0, -1, box)
    x0 = x1
    y0 = y1
  }
}

/** Adds the area to the right of a downward edge, clipped to the box, as differences along each row. */
function addEdge(x0: number, y0: number, x1: number, y1: number, sign: number, box: Box): void {
  const slope = (x1 - x0) / (y1 - y0)
  const last = Math.min(box.height, y1)
  const limit = box.width - 1
  let y = Math.max(0, y0)
  let x = x0 + (y - y0) * slope
  for (let row = Math.floor(y); y < last; row++) {
    const nextY = Math.min(row + 1, last)
    const nextX = x + (nextY - y) * slope
    addRowPiece(
      Math.min(limit, Math.max(0, Math.min(x, nextX))),
      Math.min(limit, Math.max(0, Math.max(x, nextX))),
      (nextY - y) * sign,
      row * box.width,
    )
    y = nextY
    x = nextX
  }
}

function addRowPiece(left: number, right: number, height: number, start: number): void {
  const first = Math.floor(left)
  const end = Math.ceil(right)
  if (end <= first + 1) {
    const part = height * (1 - ((left + right) / 2 - first))
    coverage[start + first] = coverage[start + first]! + part
    coverage[start + first + 1] = coverage[start + first + 1]! + height - part
    return
  }
  const perPixel = height / (right - left)
  let before = 0
  for (let column = first; column < end; column++) {
    // Area of the piece that has been passed when the right border of this pixel is reached.
    const from = Math.max(left, column)
    const to = Math.min(right, column + 1)
    const crossed = (to - from) * perPixel
    const part = crossed * (column + 1 - (from + to) / 2)
    coverage[start + column] = coverage[start + column]! + part + before
    before = crossed - part
  }
  coverage[start + end] = coverage[start + end]! + before
}
