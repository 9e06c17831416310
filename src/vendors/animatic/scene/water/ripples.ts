import { readTexture } from '../paint/texture.ts'
import type { Texture } from '../paint/texture.ts'

/** The swell of a water surface, -1 to 1, that repeats without a seam. */
export type Ripples = { readonly size: number; readonly heights: Float32Array }

const SIZE = 512

/** Ripples are longer across the view than along it; `texture` gives their shape. */
export function createRipples(texture: Texture): Ripples {
  const heights = new Float32Array(SIZE * SIZE)
  for (let row = 0, at = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++, at++) {
      const fine = readTexture(texture, (column / SIZE) * 2, (row / SIZE) * 4)
      const crest =
        1 - Math.abs(2 * readTexture(texture, (column / SIZE) * 2 + 0.3, (row / SIZE) * 4 + 0.7) - 1)
      heights[at] = Math.max(-1, Math.min(1, (fine - 0.5) * 3.2 + (crest - 0.8) * 1.1))
    }
  }
  return { size: SIZE, heights }
}

/**
 * Adds one row of ripples to a line.
 * @param v Row of the ripples, `u` the column at the line's first sample, `step` columns per sample; all wrap around.
 */
export function addRippleRow(
  { size, heights }: Ripples,
  v: number,
  u: number,
  step: number,
  weight: number,
  into: Float32Array,
): void {
  const mask = size - 1
  const floor = Math.floor(v)
  const share = (v - floor) * weight
  const rest = weight - share
  const over = (floor & mask) * size
  const under = ((floor + 1) & mask) * size
  const used = Math.min(size, Math.ceil(into.length * step) + 2)
  const first = Math.floor(u)
  for (let column = 0; column < used; column++) {
    const at = (first + column) & mask
    row[column] = heights[over + at]! * rest + heights[under + at]! * share
  }
  const last = used === size ? mask : -1
  let position = Math.floor((u - first) * ONE)
  const stepFixed = Math.round(step * ONE)
  for (let sample = 0; sample < into.length; sample++) {
    // Wraps only where the whole square is needed; else the samples never reach the end of the row.
    const cell = (position >> 16) & last
    const here = row[cell]!
    into[sample] = into[sample]! + here + ((row[(cell + 1) & last]! - here) * (position & 65535)) / ONE
    position += stepFixed
  }
}

const ONE = 65536

// One row between two of the square; scratch space of each call.
const row = new Float32Array(SIZE)
