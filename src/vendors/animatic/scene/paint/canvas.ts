import assert from 'node:assert/strict'

/**
 * A sheet to paint on. Positions are those of the frame as the camera shows it before it moves, in pixels; a sheet is
 * usually larger than the frame, so that a moving camera never sees its edge.
 */
export type Canvas = {
  /** Position of the left edge; negative when the sheet begins left of the frame. */
  readonly left: number
  readonly top: number
  /** Painted pixels. */
  readonly width: number
  readonly height: number
  /** Frame pixels per painted pixel: 1, or more for soft things such as skies. */
  readonly step: number
  /** Red, green, blue (0-255) times alpha, then alpha (0-1), row by row. */
  readonly pixels: Float32Array
}

/** A rectangle of frame positions. */
export type Bounds = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Writes red, green, blue (0-255, straight) and alpha (0-1, preset to 1) of the colour at a position. */
export type Shader = (x: number, y: number, into: Float64Array) => void

/** A transparent sheet that covers the bounds; its edges lie on multiples of two steps, as chroma planes want. */
export function createCanvas(bounds: Bounds, step = 1): Canvas {
  const grid = step * 2
  const left = Math.floor(bounds.left / grid) * grid
  const top = Math.floor(bounds.top / grid) * grid
  const width = Math.ceil((bounds.right - left) / grid) * 2
  const height = Math.ceil((bounds.bottom - top) / grid) * 2
  assert(width > 0 && height > 0 && width < 32768 && height < 32768, `canvas of ${width}x${height}`)
  return { left, top, width, height, step, pixels: blankPixels(width * height * 4) }
}

/** Gives the memory of a canvas to the next one; the canvas must not be used any more. */
export function releaseCanvas({ pixels }: Canvas): void {
  if (spare.length < SPARE_MAX) spare.push(new Float32Array(pixels.buffer))
}

// A scene paints a dozen sheets of 20 MB one after another; fresh memory for each costs more time than the painting.
const spare: Float32Array[] = []
const SPARE_MAX = 2

function blankPixels(length: number): Float32Array {
  const index = spare.findIndex((memory) => memory.length >= length)
  const found = index < 0 ? undefined : spare.splice(index, 1)[0]
  if (found === undefined) return new Float32Array(length)
  return found.subarray(0, length).fill(0)
}

/** The mean of a shader at two spots of a pixel, for patterns with hard edges. */
export function smoothed(shader: Shader): Shader {
  const other = new Float64Array(4)
  return (x, y, into) => {
    other[3] = 1
    shader(x - 0.25, y + 0.25, into)
    shader(x + 0.25, y - 0.25, other)
    for (let channel = 0; channel < 4; channel++) into[channel] = (into[channel]! + other[channel]!) / 2
  }
}

/**
 * Shades every pixel between two positions, over what is there.
 * @param fromY First row as a frame position; rows outside the sheet are left out.
 */
export function shadeRows(canvas: Canvas, shader: Shader, fromY = -Infinity, toY = Infinity): void {
  const { left, top, width, height, step } = canvas
  const first = Math.max(0, Math.floor((fromY - top) / step))
  const last = Math.min(height, Math.ceil((toY - top) / step))
  const colour = new Float64Array(4)
  for (let row = first; row < last; row++) {
    const y = top + (row + 0.5) * step
    for (let column = 0, at = row * width * 4; column < width; column++, at += 4) {
      colour[3] = 1
      shader(left + (column + 0.5) * step, y, colour)
      blendOver(canvas.pixels, at, colour, 1)
    }
  }
}

/** Moves what is painted already towards a colour, leaving its outlines as they are: mist over trees, shade on a wall. */
export function glaze(
  canvas: Canvas,
  colour: readonly number[],
  opacity: (x: number, y: number) => number,
): void {
  const { pixels } = canvas
  const bounds = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }
  eachPixel(canvas, bounds, (x, y, at) => {
    const alpha = pixels[at + 3]!
    if (alpha <= 0) return
    const share = opacity(x, y)
    if (share <= 0) return
    for (let channel = 0; channel < 3; channel++) {
      pixels[at + channel] = pixels[at + channel]! * (1 - share) + colour[channel]! * alpha * share
    }
  })
}

/** Visits every pixel within bounds: its position, and where its values begin. */
export function eachPixel(
  canvas: Canvas,
  bounds: Bounds,
  visit: (x: number, y: number, at: number) => void,
): void {
  const { left, top, width, height, step } = canvas
  const firstRow = Math.max(0, Math.floor((bounds.top - top) / step))
  const lastRow = Math.min(height, Math.ceil((bounds.bottom - top) / step))
  const firstColumn = Math.max(0, Math.floor((bounds.left - left) / step))
  const lastColumn = Math.min(width, Math.ceil((bounds.right - left) / step))
  for (let row = firstRow; row < lastRow; row++) {
    const y = top + (row + 0.5) * step
    for (let column = firstColumn; column < lastColumn; column++) {
      visit(left + (column + 0.5) * step, y, (row * width + column) * 4)
    }
  }
}

/** Puts a straight colour over a painted pixel. */
export function blendOver(pixels: Float32Array, at: number, colour: Float64Array, coverage: number): void {
  const alpha = Math.min(1, colour[3]! * coverage)
  if (alpha <= 0) return
  const rest = 1 - alpha
  pixels[at] = pixels[at]! * rest + colour[0]! * alpha
  pixels[at + 1] = pixels[at + 1]! * rest + colour[1]! * alpha
  pixels[at + 2] = pixels[at + 2]! * rest + colour[2]! * alpha
  pixels[at + 3] = pixels[at + 3]! * rest + alpha
}
