import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, sampleFieldAt, type Field } from '../picture/field.ts'
import { refineOffsets, type OffsetField } from './dense-match.ts'
import { featuresOf, gridFor } from './features.ts'
import { findSimilarity, type Similarity } from './similarity.ts'

/**
 * Which point of one picture belongs to which of the other. On the picture halfway between the two, the point
 * (x, y), in fractions of the picture, shows the first picture's (x - offsetX, y - offsetY) and the second's
 * (x + offsetX, y + offsetY).
 */
export type Correspondence = {
  readonly offsetX: Field
  readonly offsetY: Field
  /** 0 nothing alike to 1 the same. */
  readonly confidence: Field
  /** Whether the pictures show one scene, so that moving along the offsets looks like one motion. */
  readonly aligned: boolean
  readonly meanConfidence: number
}

/** Matches two pictures of one size, coarse to fine; 0.3 to 0.9 s of computing. */
export function matchPictures(first: PlanarFrame, second: PlanarFrame): Correspondence {
  const similarity = findSimilarity(first, second)
  const sameScene = similarity.score > 0.45 && similarity.score > similarity.scoreUnmoved + 0.04
  let field: OffsetField | undefined
  for (const wideWidth of levelWidths(sameScene ? FINEST_WIDTH : FINEST_WIDTH / 2)) {
    const { width, height } = gridFor(first, wideWidth)
    if (field) field = resized(field, width, height)
    else field = sameScene ? offsetsOf(similarity, width, height) : still(width, height)
    refineOffsets(featuresOf(first, width, height), featuresOf(second, width, height), field, {
      // Strangers have no true match: hold the field together, or it tears.
      smoothness: sameScene ? 0.035 : 0.16,
      inertia: sameScene ? 0.004 : 0.012,
      sweeps: wideWidth > 100 ? 4 : 7,
    })
    const radius = sameScene ? 1 : Math.max(1, Math.round(wideWidth / 40))
    for (const values of [field.x, field.y]) boxBlur({ width, height, values }, radius, sameScene ? 1 : 2)
  }
  if (field === undefined) throw new Error('no levels')
  return inFractions(field, sameScene)
}

/** Grid points across a picture of 16:9, at the finest level of a pair that shows one scene. */
const FINEST_WIDTH = 160
const COARSEST_WIDTH = 18

function levelWidths(finest: number): number[] {
  const widths = []
  for (let width = finest; width >= COARSEST_WIDTH; width = Math.round(width / 2)) widths.unshift(width)
  return widths
}

function still(width: number, height: number): OffsetField {
  const cells = width * height
  return {
    width,
    height,
    x: new Float32Array(cells),
    y: new Float32Array(cells),
    confidence: new Float32Array(cells),
  }
}

/** The halfway offsets of a similarity: the point h is the mean of a point p of the second and its place in the first. */
function offsetsOf(similarity: Similarity, width: number, height: number): OffsetField {
  const field = still(width, height)
  const cosine = Math.cos(similarity.rotation) * similarity.scale
  const sine = Math.sin(similarity.rotation) * similarity.scale
  // h = (p + S p + shift) / 2 is linear in p: invert the 2 x 2 matrix (1 + S) / 2.
  const [diagonal, skew] = [(1 + cosine) / 2, sine / 2]
  const determinant = diagonal ** 2 + skew ** 2
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const halfX = column - (width - 1) / 2 - (similarity.shiftX * width) / 2
      const halfY = row - (height - 1) / 2 - (similarity.shiftY * width) / 2
      const secondX = (diagonal * halfX + skew * halfY) / determinant
      const secondY = (diagonal * halfY - skew * halfX) / determinant
      field.x[row * width + column] = secondX - (column - (width - 1) / 2)
      field.y[row * width + column] = secondY - (row - (height - 1) / 2)
    }
  }
  return field
}

function resized(field: OffsetField, width: number, height: number): OffsetField {
  const larger = still(width, height)
  const [scaleX, scaleY] = [width / field.width, height / field.height]
  const [fromX, fromY] = [fieldOf(field, field.x), fieldOf(field, field.y)]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [atX, atY] = [(column + 0.5) / width, (row + 0.5) / height]
      larger.x[row * width + column] = sampleFieldAt(fromX, atX, atY) * scaleX
      larger.y[row * width + column] = sampleFieldAt(fromY, atX, atY) * scaleY
    }
  }
  return larger
}

function inFractions(field: OffsetField, sameScene: boolean): Correspondence {
  const confidence = fieldOf(field, field.confidence)
  const meanConfidence = meanInside(field)
  boxBlur(confidence, 3, 2)
  return {
    offsetX: fieldOf(
      field,
      field.x.map((value) => value / field.width),
    ),
    offsetY: fieldOf(
      field,
      field.y.map((value) => value / field.height),
    ),
    confidence,
    aligned: sameScene || meanConfidence > 0.55,
    meanConfidence,
  }
}

/** The mean confidence of the points that both pictures show. */
function meanInside({ width, height, x, y, confidence }: OffsetField): number {
  let sum = 0
  let count = 0
  for (let point = 0; point < width * height; point++) {
    const [column, row] = [point % width, Math.floor(point / width)]
    const [awayX, awayY] = [Math.abs(x[point]!), Math.abs(y[point]!)]
    if (column < awayX || column + awayX > width - 1 || row < awayY || row + awayY > height - 1) continue
    sum += confidence[point]!
    count++
  }
  return count === 0 ? 0 : sum / count
}

function fieldOf({ width, height }: OffsetField, values: Float32Array): Field {
  return { width, height, values }
}
