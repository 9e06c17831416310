import { hashLattice } from '../../picture/random.ts'
import type { Canvas } from '../paint/canvas.ts'
import { releaseCanvas } from '../paint/canvas.ts'

/**
 * A painted sheet ready for drawing: three planes, premultiplied with alpha, so that edges stay clean when the camera
 * moves it by fractions of a pixel.
 */
export type Plate = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly luma: Plane
  readonly chroma: Plane
  /** For each column of luma the longest opaque stretch: where it begins and ends; the same if there is none. */
  readonly opaqueFrom: Float32Array
  readonly opaqueTo: Float32Array
}

/** Luma, or both chroma planes, which share their alpha. */
export type Plane = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Frame pixels per pixel of the plane. */
  readonly step: number
  readonly values: readonly Uint8Array[]
  readonly alpha: Uint8Array
  /** For each row the runs that are not empty: first column, end column, 1 blended or 2 opaque. */
  readonly runs: Int32Array
  /** Where the runs of a row begin; one more than there are rows. */
  readonly runStarts: Int32Array
}

export const RUN_BLENDED = 1
export const RUN_OPAQUE = 2

/**
 * Converts a painted canvas to planes of BT.709 limited range, with a grain of half a level against banding. The
 * canvas is used up by it.
 */
export function plateOf(canvas: Canvas): Plate {
  const { left, top, width, height, step } = canvas
  const luma = blankPlane(canvas, 1, 1)
  const blockSize = step === 1 ? 2 : 1
  const chroma = blankPlane(canvas, blockSize, 2)
  convertLuma(canvas, luma)
  convertChroma(canvas, chroma, blockSize)
  releaseCanvas(canvas)
  return {
    left,
    top,
    right: left + width * step,
    bottom: top + height * step,
    luma: { ...luma, ...findRuns(luma) },
    chroma: { ...chroma, ...findRuns(chroma) },
    ...findOpaque(luma),
  }
}

type BarePlane = Omit<Plane, 'runs' | 'runStarts'>

function blankPlane({ left, top, width, height, step }: Canvas, blockSize: number, count: number): BarePlane {
  const size = (width * height) / (blockSize * blockSize)
  return {
    left,
    top,
    width: width / blockSize,
    height: height / blockSize,
    step: step * blockSize,
    values: Array.from({ length: count }, () => new Uint8Array(size)),
    alpha: new Uint8Array(size),
  }
}

function convertLuma({ pixels }: Canvas, plane: BarePlane): void {
  const { width, alpha } = plane
  const values = plane.values[0]!
  for (let index = 0, at = 0; index < values.length; index++, at += 4) {
    const cover = pixels[at + 3]!
    if (cover <= 0.002) continue
    const luma = 16 * cover + 0.182586 * pixels[at]! + 0.614231 * pixels[at + 1]! + 0.062007 * pixels[at + 2]!
    const grain = hashLattice(index % width, (index / width) | 0, 77)
    // One level inside the range, so that the rounding of several sheets over each other stays in it.
    values[index] = Math.min(233 * cover, Math.max(18 * cover, luma) + grain)
    alpha[index] = cover * 255 + 0.5
  }
}

function convertChroma(canvas: Canvas, plane: BarePlane, blockSize: number): void {
  const { pixels, width } = canvas
  const blue = plane.values[0]!
  const red = plane.values[1]!
  const share = 1 / (blockSize * blockSize)
  for (let row = 0, index = 0; row < plane.height; row++) {
    for (let column = 0; column < plane.width; column++, index++) {
      let r = 0
      let g = 0
      let b = 0
      let cover = 0
      for (let block = 0; block < blockSize * blockSize; block++) {
        const y = row * blockSize + (block >> 1)
        const at = (y * width + column * blockSize + (block & 1)) * 4
        r += pixels[at]!
        g += pixels[at + 1]!
        b += pixels[at + 2]!
        cover += pixels[at + 3]!
      }
      if (cover * share <= 0.002) continue
      const grain = hashLattice(column, row, 78)
      const u = 128 * cover - 0.100644 * r - 0.338572 * g + 0.439216 * b
      const v = 128 * cover + 0.439216 * r - 0.398942 * g - 0.040274 * b
      const low = 18 * cover * share
      const high = 238 * cover * share
      blue[index] = Math.min(high, Math.max(low, u * share + grain))
      red[index] = Math.min(high, Math.max(low, v * share + 1 - grain))
      plane.alpha[index] = cover * share * 255 + 0.5
    }
  }
}

/** Opaque runs shorter than this are not worth a loop of their own. */
const OPAQUE_LENGTH_MIN = 8

/**
 * A run tells what bilinear sampling meets there: the class of a column is that of the 2x2 pixels right of and below
 * it, so the last row and column belong to their neighbours.
 */
function findRuns({ width, height, alpha }: BarePlane): { runs: Int32Array; runStarts: Int32Array } {
  const found: number[] = []
  const runStarts = new Int32Array(height + 1)
  for (let row = 0; row < height - 1; row++) {
    runStarts[row] = found.length
    let start = 0
    let kind = 0
    for (let column = 0, at = row * width; column < width; column++, at++) {
      const next = column < width - 1 ? classOf(alpha, at, width) : -1
      if (next === kind) continue
      if (kind !== 0) addRun(found, runStarts[row]!, start, column, kind)
      start = column
      kind = next
    }
  }
  runStarts[height - 1] = found.length
  runStarts[height] = found.length
  return { runs: Int32Array.from(found), runStarts }
}

function classOf(alpha: Uint8Array, at: number, width: number): number {
  const a = alpha[at]!
  const b = alpha[at + 1]!
  const c = alpha[at + width]!
  const d = alpha[at + width + 1]!
  if ((a | b | c | d) === 0) return 0
  return (a & b & c & d) === 255 ? RUN_OPAQUE : RUN_BLENDED
}

function addRun(found: number[], rowStart: number, start: number, end: number, kind: number): void {
  const drawn = end - start < OPAQUE_LENGTH_MIN ? RUN_BLENDED : kind
  const last = found.length - 3
  if (last >= rowStart && found[last + 1] === start && found[last + 2] === drawn) found[last + 1] = end
  else found.push(start, end, drawn)
}

function findOpaque({ top, width, height, step, alpha }: BarePlane) {
  const opaqueFrom = new Float32Array(width)
  const opaqueTo = new Float32Array(width)
  const running = new Int32Array(width)
  const longest = new Int32Array(width)
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      if (alpha[at] !== 255) {
        running[column] = 0
        continue
      }
      const length = ++running[column]!
      if (length <= longest[column]!) continue
      longest[column] = length
      opaqueTo[column] = top + (row + 1) * step
    }
  }
  for (let column = 0; column < width; column++) {
    opaqueFrom[column] = opaqueTo[column]! - longest[column]! * step
  }
  return { opaqueFrom, opaqueTo }
}
