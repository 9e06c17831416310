import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur } from '../picture/field.ts'
import { featuresOf, gridFor, type Features } from './features.ts'

/**
 * One picture as a turned, scaled and shifted copy of another: the second's point p (from the centre, in widths) lies
 * at `shift + scale * turn(p, rotation)` in the first.
 */
export type Similarity = {
  readonly scale: number
  /** Radians. */
  readonly rotation: number
  /** Widths of the picture. */
  readonly shiftX: number
  readonly shiftY: number
  /** How alike the pictures are then: near 1 for the same scene, below 0.4 for strangers. */
  readonly score: number
  /** The same with nothing moved. */
  readonly scoreUnmoved: number
}

/**
 * The best global similarity between two pictures of one size: an exhaustive search over scales and shifts on
 * thumbnails, then a descent with rotation on finer ones. Half the scene may leave the frame.
 */
export function findSimilarity(first: PlanarFrame, second: PlanarFrame): Similarity {
  const coarse = thumbnails(first, second, 32)
  const fine = thumbnails(first, second, 96)
  const scoreUnmoved = scoreOf(fine, UNMOVED)
  let best: Motion = UNMOVED
  // A move must be clearly better than none.
  let bestScore = scoreOf(coarse, UNMOVED) + 0.02
  const columnsMost = Math.round(coarse.width * SHIFT_MAX)
  const rowsMost = Math.round(coarse.height * SHIFT_MAX)
  for (const scale of [0.5, 0.6, 0.72, 0.85, 1, 1.18, 1.4, 1.67, 2]) {
    for (let row = -rowsMost; row <= rowsMost; row++) {
      for (let column = -columnsMost; column <= columnsMost; column++) {
        const motion = { scale, rotation: 0, shiftX: column / coarse.width, shiftY: row / coarse.width }
        if (unturnedOverlap(coarse, motion) < OVERLAP_MIN) continue
        const score = scoreOf(coarse, motion)
        if (score <= bestScore) continue
        best = motion
        bestScore = score
      }
    }
  }
  return { ...refine(fine, best), scoreUnmoved }
}

/** Of the width and of the height. */
const SHIFT_MAX = 0.65

/** The common part must be this share of the picture. */
const OVERLAP_MIN = 0.3

type Motion = Omit<Similarity, 'score' | 'scoreUnmoved'>

const UNMOVED: Motion = { scale: 1, rotation: 0, shiftX: 0, shiftY: 0 }

/** Coordinate descent with halving steps. */
function refine(pair: Thumbnails, start: Motion): Motion & { readonly score: number } {
  let best = start
  let score = scoreOf(pair, start)
  let step = 1
  for (let round = 0; round < 40 && step > 0.02; round++) {
    const before = score
    for (const side of [step, -step]) {
      for (const neighbour of [
        { ...best, scale: best.scale * (1 + 0.08 * side) },
        { ...best, rotation: best.rotation + 0.06 * side },
        { ...best, shiftX: best.shiftX + 0.014 * side },
        { ...best, shiftY: best.shiftY + 0.014 * side },
      ]) {
        const neighbourScore = scoreOf(pair, neighbour)
        if (neighbourScore <= score + 1e-5) continue
        best = neighbour
        score = neighbourScore
      }
    }
    if (score === before) step /= 2
  }
  return { ...best, score }
}

type Thumbnails = {
  readonly width: number
  readonly height: number
  readonly first: View
  readonly second: View
}

type View = Features & {
  /** Luma without most of its slow gradients, which would make any two skies alike. */
  readonly detail: Float32Array
  /** How much there is to see at each point, in light or colour; sums to 1. */
  readonly salience: Float32Array
}

function thumbnails(first: PlanarFrame, second: PlanarFrame, wideWidth: number): Thumbnails {
  const { width, height } = gridFor(first, wideWidth)
  return {
    width,
    height,
    first: viewOf(featuresOf(first, width, height)),
    second: viewOf(featuresOf(second, width, height)),
  }
}

function viewOf(features: Features): View {
  const slow = [features.luma, features.blue, features.red].map((field) => {
    const blurred = { ...field, values: field.values.slice() }
    boxBlur(blurred, Math.max(2, field.width >> 3), 1)
    return blurred.values
  })
  const planes = [features.luma.values, features.blue.values, features.red.values]
  const salience = features.luma.values.map((_, index) =>
    planes.reduce((sum, plane, at) => sum + Math.abs(plane[index]! - slow[at]![index]!), 1e-6),
  )
  const total = salience.reduce((sum, value) => sum + value, 0)
  return {
    ...features,
    detail: features.luma.values.map((value, index) => value - 0.75 * slow[0]![index]!),
    salience: salience.map((value) => value / total),
  }
}

/** The share of the picture that both show, when nothing is turned. */
function unturnedOverlap({ width, height }: Thumbnails, motion: Motion): number {
  const shown = (length: number, shift: number): number => {
    const half = (length - 1) / 2
    const low = Math.max(-half, (-half - shift) / motion.scale)
    const high = Math.min(half, (half - shift) / motion.scale)
    return Math.max(0, high - low) / (length - 1)
  }
  return shown(width, motion.shiftX * width) * shown(height, motion.shiftY * width)
}

/** Normalised cross-correlation of the detail over the common part, less the difference in colour. */
function scoreOf(pair: Thumbnails, motion: Motion): number {
  const { width, height, first, second } = pair
  const cosine = Math.cos(motion.rotation) * motion.scale
  const sine = Math.sin(motion.rotation) * motion.scale
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2]
  let [count, sumA, sumB, squareA, squareB, product, colour, seenA, seenB] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atX = centreX + cosine * (x - centreX) - sine * (y - centreY) + motion.shiftX * width
      const atY = centreY + sine * (x - centreX) + cosine * (y - centreY) + motion.shiftY * width
      if (atX < 0 || atY < 0 || atX > width - 1 || atY > height - 1) continue
      const there = ((atY + 0.5) | 0) * width + ((atX + 0.5) | 0)
      const here = y * width + x
      const a = first.detail[there]!
      const b = second.detail[here]!
      count++
      sumA += a
      sumB += b
      squareA += a * a
      squareB += b * b
      product += a * b
      seenA += first.salience[there]!
      seenB += second.salience[here]!
      colour += Math.abs(first.blue.values[there]! - second.blue.values[here]!)
      colour += Math.abs(first.red.values[there]! - second.red.values[here]!)
    }
  }
  const overlap = count / (width * height)
  if (overlap < OVERLAP_MIN) return -1
  const covariance = product - (sumA * sumB) / count
  const varianceA = squareA - (sumA * sumA) / count
  const varianceB = squareB - (sumB * sumB) / count
  const correlation = covariance / Math.sqrt(varianceA * varianceB + 1e-9)
  // Of a close-up and its wide shot one is seen whole; a shift loses part of both.
  const seen = Math.min(1, Math.max(seenA * motion.scale ** 2, seenB))
  // Else a shift that pushes all that is drawn out of the frame would match the empty rest perfectly.
  return correlation - (1.2 * colour) / count + 0.12 * (overlap - 1) + 0.4 * (seen - 1)
}
