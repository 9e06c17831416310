import { easeInOutQuintic } from './easing.ts'
import { hashLattice } from './random.ts'

/**
 * Smooth value noise, 0 to 1, one lattice cell per unit.
 * @param periodX When given, the noise repeats after this whole number of units in x.
 */
export function valueNoise(x: number, y: number, seed: number, periodX = 0): number {
  const cellX = Math.floor(x)
  const cellY = Math.floor(y)
  const fractionX = easeInOutQuintic(x - cellX)
  const fractionY = easeInOutQuintic(y - cellY)
  const left = periodX > 0 ? wrap(cellX, periodX) : cellX
  const right = periodX > 0 ? wrap(cellX + 1, periodX) : cellX + 1
  const topLeft = hashLattice(left, cellY, seed)
  const bottomLeft = hashLattice(left, cellY + 1, seed)
  const top = topLeft + (hashLattice(right, cellY, seed) - topLeft) * fractionX
  const bottom = bottomLeft + (hashLattice(right, cellY + 1, seed) - bottomLeft) * fractionX
  return top + (bottom - top) * fractionY
}

/**
 * Fractal sum of value noise, 0 to 1: each octave has twice the frequency and `gain` times the strength.
 * @param periodX As in `valueNoise`, in units of the first octave.
 */
export function fractalNoise(
  x: number,
  y: number,
  seed: number,
  octaves = 5,
  gain = 0.5,
  periodX = 0,
): number {
  let sum = 0
  let weightSum = 0
  let weight = 1
  let frequency = 1
  for (let octave = 0; octave < octaves; octave++) {
    sum += weight * valueNoise(x * frequency, y * frequency, seed + octave * 101, periodX * frequency)
    weightSum += weight
    weight *= gain
    frequency *= 2
  }
  return sum / weightSum
}

function wrap(cell: number, period: number): number {
  return ((cell % period) + period) % period
}
