import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, type Field } from '../picture/field.ts'
import { featuresOf, type Features } from './features.ts'

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
  const coarse = thumbnails(first, second, 40)
  const fine = thumbnails(first, second, 96)
  const scoreUnmoved = scoreOf(fine, UNMOVED)
  let best: Motion = UNMOVED
  // A move must be clearly better than none.
  let bestScore = scoreOf(coarse, UNMOVED) + 0.02
  for (const scale of [0.5, 0.6, 0.72, 0.85, 1, 1.18, 1.4, 1.67, 2]) {
    for (let row = -12; row <= 12; row++) {
      for (let column = -16; column <= 16; column++) {
        const motion = { scale, rotation: 0, shiftX: column / 40, shiftY: row / 40 }
        const score = scoreOf(coarse, motion)
        if (score <= bestScore) continue
        best = motion
        bestScore = score
      }
    }
  }
  return { ...refine(fine, best), scoreUnmoved }
}

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
  readonly first: Features
  readonly second: Features
  /** Luma without its slow gradients, which would make any two skies alike. */
  readonly firstDetail: Float32Array
  readonly secondDetail: Float32Array
}

function thumbnails(first: PlanarFrame, second: PlanarFrame, width: number): Thumbnails {
  const height = Math.max(8, Math.round((width * first.height) / first.width))
  const a = featuresOf(first, width, height)
  const b = featuresOf(second, width, height)
  return {
    width,
    height,
    first: a,
    second: b,
    firstDetail: detailOf(a.luma),
    secondDetail: detailOf(b.luma),
  }
}

function detailOf(luma: Field): Float32Array {
  const slow = { ...luma, values: luma.values.slice() }
  boxBlur(slow, Math.max(2, luma.width >> 3), 1)
  return luma.values.map((value, index) => value - 0.75 * slow.values[index]!)
}

/** Normalised cross-correlation of the detail over the common part, less the difference in colour. */
function scoreOf(pair: Thumbnails, motion: Motion): number {
  const { width, height, first, second, firstDetail, secondDetail } = pair
  const cosine = Math.cos(motion.rotation) * motion.scale
  const sine = Math.sin(motion.rotation) * motion.scale
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2]
  let [count, sumA, sumB, squareA, squareB, product, colour] = [0, 0, 0, 0, 0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const atX = centreX + cosine * (x - centreX) - sine * (y - centreY) + motion.shiftX * width
      const atY = centreY + sine * (x - centreX) + cosine * (y - centreY) + motion.shiftY * width
      if (atX < 0 || atY < 0 || atX > width - 1 || atY > height - 1) continue
      const there = ((atY + 0.5) | 0) * width + ((atX + 0.5) | 0)
      const here = y * width + x
      const a = firstDetail[there]!
      const b = secondDetail[here]!
      count++
      sumA += a
      sumB += b
      squareA += a * a
      squareB += b * b
      product += a * b
      colour += Math.abs(first.blue.values[there]! - second.blue.values[here]!)
      colour += Math.abs(first.red.values[there]! - second.red.values[here]!)
    }
  }
  const overlap = count / (width * height)
  if (overlap < 0.3) return -1
  const covariance = product - (sumA * sumB) / count
  const varianceA = squareA - (sumA * sumA) / count
  const varianceB = squareB - (sumB * sumB) / count
  const correlation = covariance / Math.sqrt(varianceA * varianceB + 1e-9)
  return correlation - (1.2 * colour) / count + 0.12 * (overlap - 1)
}
