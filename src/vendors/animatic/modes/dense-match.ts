import { clamp } from '../picture/easing.ts'
import { sampleField, type Field } from '../picture/field.ts'
import type { Features } from './features.ts'

/**
 * Offsets on the grid between two pictures: grid point p shows the first picture's p - v and the second's p + v, in
 * grid cells. Symmetric, so that neither picture is the master (after Liao and others, "Automating Image Morphing
 * using Structural Similarity on a Halfway Domain", 2014).
 */
export type OffsetField = {
  readonly width: number
  readonly height: number
  readonly x: Float32Array
  readonly y: Float32Array
  /** 0 nothing alike to 1 the same, per grid point. */
  readonly confidence: Float32Array
}

export type MatchSettings = {
  /** Weight of the difference from the neighbours' mean offset, squared. */
  readonly smoothness: number
  /** Weight of the difference from the offset at the start of this level, squared. */
  readonly inertia: number
  readonly sweeps: number
}

/** Improves offsets in place: each grid point in turn takes the best of a few candidates, in sweeps to and fro. */
export function refineOffsets(
  first: Features,
  second: Features,
  field: OffsetField,
  settings: MatchSettings,
): void {
  const { width, height, x, y } = field
  const startX = x.slice()
  const startY = y.slice()
  const difference = createDifference(first, second)
  const neighbours = new Int32Array(4)
  for (let sweep = 0; sweep < settings.sweeps; sweep++) {
    const step = stepOf(sweep, settings.sweeps)
    for (let visit = 0; visit < width * height; visit++) {
      const point = sweep % 2 === 0 ? visit : width * height - 1 - visit
      const column = point % width
      const row = Math.floor(point / width)
      const count = neighboursOf(point, column, row, width, height, neighbours)
      let meanX = 0
      let meanY = 0
      for (let index = 0; index < count; index++) {
        meanX += x[neighbours[index]!]! / count
        meanY += y[neighbours[index]!]! / count
      }
      let bestX = x[point]!
      let bestY = y[point]!
      let bestDifference = 0
      let bestCost = Infinity
      const consider = (offsetX: number, offsetY: number): void => {
        const found = difference(column, row, offsetX, offsetY)
        const rough = (offsetX - meanX) ** 2 + (offsetY - meanY) ** 2
        const moved = (offsetX - startX[point]!) ** 2 + (offsetY - startY[point]!) ** 2
        const cost = found + settings.smoothness * rough + settings.inertia * moved
        if (cost >= bestCost) return
        bestCost = cost
        bestX = offsetX
        bestY = offsetY
        bestDifference = found
      }
      consider(bestX, bestY)
      consider(meanX, meanY)
      const [fromX, fromY] = [bestX, bestY]
      for (const [sideX, sideY] of sweep < DIAGONAL_SWEEPS ? ALL_SIDES : STRAIGHT_SIDES) {
        consider(fromX + sideX * step, fromY + sideY * step)
      }
      if (sweep < DIAGONAL_SWEEPS) {
        for (let index = 0; index < count; index++) consider(x[neighbours[index]!]!, y[neighbours[index]!]!)
      }
      x[point] = bestX
      y[point] = bestY
      field.confidence[point] = clamp(1 - bestDifference * 2.2, 0, 1)
    }
  }
}

const STRAIGHT_SIDES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const
const ALL_SIDES = [...STRAIGHT_SIDES, [1, 1], [-1, -1], [1, -1], [-1, 1]] as const

/** Early sweeps look farther: diagonals, and what the neighbours found. */
const DIAGONAL_SWEEPS = 3

/** Patches of 5 x 5. */
const RADIUS = 2

/** Grid cells per step: whole at first, then halves, then a quarter. */
function stepOf(sweep: number, sweeps: number): number {
  if (sweep < sweeps / 2) return 1
  return sweep < sweeps - 1 ? 0.5 : 0.25
}

function neighboursOf(
  point: number,
  column: number,
  row: number,
  width: number,
  height: number,
  into: Int32Array,
): number {
  let count = 0
  if (column > 0) into[count++] = point - 1
  if (column < width - 1) into[count++] = point + 1
  if (row > 0) into[count++] = point - width
  if (row < height - 1) into[count++] = point + width
  return count
}

/** How a patch of the first picture differs from one of the second: structure, brightness and colour; 0 for equal. */
function createDifference(
  first: Features,
  second: Features,
): (column: number, row: number, offsetX: number, offsetY: number) => number {
  const { width, height } = first.luma
  const size = (2 * RADIUS + 1) ** 2
  const patchA = new Float32Array(size)
  const patchB = new Float32Array(size)
  return (column, row, offsetX, offsetY) => {
    const [ax, ay, bx, by] = [column - offsetX, row - offsetY, column + offsetX, row + offsetY]
    const outside =
      Math.min(ax, ay, bx, by) < 0 || Math.max(ax, bx) > width - 1 || Math.max(ay, by) > height - 1
    // Neither good nor bad: what has left one of the pictures cannot be compared.
    if (outside) return 0.5
    readPatch(first.luma, ax, ay, patchA)
    readPatch(second.luma, bx, by, patchB)
    let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
    for (let index = 0; index < size; index++) {
      const a = patchA[index]!
      const b = patchB[index]!
      sumA += a
      sumB += b
      squareA += a * a
      squareB += b * b
      product += a * b
    }
    const covariance = product / size - (sumA * sumB) / size ** 2
    const variances = squareA / size - (sumA / size) ** 2 + squareB / size - (sumB / size) ** 2
    const structure = (2 * covariance + 4e-4) / (variances + 4e-4)
    const blue = sampleField(first.blue, ax, ay) - sampleField(second.blue, bx, by)
    const red = sampleField(first.red, ax, ay) - sampleField(second.red, bx, by)
    const brightness = Math.abs(sumA - sumB) / size
    return (1 - structure) / 2 + 0.9 * brightness + 1.6 * (Math.abs(blue) + Math.abs(red))
  }
}

/** Bilinear samples around (x, y); one pair of fractions serves the whole patch. */
function readPatch(field: Field, x: number, y: number, into: Float32Array): void {
  const { width, height, values } = field
  const left = Math.floor(x) - RADIUS
  const top = Math.floor(y) - RADIUS
  const fractionX = x - Math.floor(x)
  const fractionY = y - Math.floor(y)
  const inside = left >= 0 && top >= 0 && left + 2 * RADIUS + 1 < width && top + 2 * RADIUS + 1 < height
  let write = 0
  for (let row = 0; row <= 2 * RADIUS; row++) {
    for (let column = 0; column <= 2 * RADIUS; column++, write++) {
      if (!inside) {
        into[write] = sampleField(field, x - RADIUS + column, y - RADIUS + row)
        continue
      }
      const read = (top + row) * width + left + column
      const over = values[read]! + (values[read + 1]! - values[read]!) * fractionX
      const under = values[read + width]! + (values[read + width + 1]! - values[read + width]!) * fractionX
      into[write] = over + (under - over) * fractionY
    }
  }
}
