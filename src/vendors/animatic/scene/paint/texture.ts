import { hashLattice } from '../../picture/random.ts'
import { easeInOutQuintic } from '../../picture/easing.ts'

/** A square of fractal noise that repeats without a seam: far cheaper to read than noise is to compute. */
export type Texture = { readonly size: number; readonly values: Float32Array }

const SIZE = 512

/** Cells of the coarsest noise in the square, each way. */
const CELLS = 8

/** Samples per texture unit: features of the coarsest noise are a quarter of a unit, and the square repeats after two. */
const SAMPLES_PER_UNIT = 256

/** @returns Noise of mean 0.5 between 0 and 1. */
export function createTexture(seed: number, octaves = 6, gain = 0.55): Texture {
  const values = new Float32Array(SIZE * SIZE)
  let weightSum = 0
  for (let octave = 0; octave < octaves; octave++) {
    addOctave(values, CELLS * 2 ** octave, seed + octave * 101, gain ** octave)
    weightSum += gain ** octave
  }
  for (let index = 0; index < values.length; index++) values[index] = values[index]! / weightSum
  return { size: SIZE, values }
}

/** Bilinear reading; the texture repeats every two units in both directions. */
export function readTexture({ size, values }: Texture, u: number, v: number): number {
  const mask = size - 1
  const x = u * SAMPLES_PER_UNIT
  const y = v * SAMPLES_PER_UNIT
  const cellX = Math.floor(x)
  const cellY = Math.floor(y)
  const fx = x - cellX
  const fy = y - cellY
  const left = cellX & mask
  const right = (cellX + 1) & mask
  const over = (cellY & mask) * size
  const under = ((cellY + 1) & mask) * size
  const a = values[over + left]!
  const b = values[under + left]!
  const top = a + (values[over + right]! - a) * fx
  const bottom = b + (values[under + right]! - b) * fx
  return top + (bottom - top) * fy
}

function addOctave(values: Float32Array, cells: number, seed: number, weight: number): void {
  const lattice = new Float32Array(cells * cells)
  for (let row = 0, at = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++, at++) lattice[at] = hashLattice(column, row, seed) * weight
  }
  const left = new Int32Array(SIZE)
  const share = new Float32Array(SIZE)
  for (let x = 0; x < SIZE; x++) {
    const position = (x * cells) / SIZE
    left[x] = Math.floor(position)
    share[x] = easeInOutQuintic(position - left[x]!)
  }
  const line = new Float32Array(cells + 1)
  for (let y = 0; y < SIZE; y++) {
    const over = left[y]! * cells
    const under = ((left[y]! + 1) % cells) * cells
    for (let column = 0; column < cells; column++) {
      line[column] =
        lattice[over + column]! + (lattice[under + column]! - lattice[over + column]!) * share[y]!
    }
    line[cells] = line[0]!
    for (let x = 0, at = y * SIZE; x < SIZE; x++, at++) {
      const here = line[left[x]!]!
      values[at] = values[at]! + here + (line[left[x]! + 1]! - here) * share[x]!
    }
  }
}
