import { hashLattice } from '../../picture/random.ts'

/**
 * Value noise with its slope: writes the value (0 to 1) and its derivatives along x and z. The slope lets a fractal
 * sum leave out detail where it is steep, which is what running water does to mountains.
 */
export function slopedNoise(x: number, z: number, seed: number, into: Float64Array): void {
  const cellX = Math.floor(x)
  const cellZ = Math.floor(z)
  const fx = x - cellX
  const fz = z - cellZ
  const sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
  const sz = fz * fz * fz * (fz * (fz * 6 - 15) + 10)
  const dx = 30 * fx * fx * (fx - 1) * (fx - 1)
  const dz = 30 * fz * fz * (fz - 1) * (fz - 1)
  const a = hashLattice(cellX, cellZ, seed)
  const b = hashLattice(cellX + 1, cellZ, seed) - a
  const c = hashLattice(cellX, cellZ + 1, seed) - a
  const d = hashLattice(cellX + 1, cellZ + 1, seed) - a - b - c
  into[0] = a + b * sx + (c + d * sx) * sz
  into[1] = (b + d * sz) * dx
  into[2] = (c + d * sx) * dz
}

const noise = new Float64Array(3)

/**
 * Eroded relief, about 0 to 1: after Inigo Quilez, "value noise derivatives" (2008): octaves count less where the
 * sum so far is steep, so ridges stay sharp and valleys smooth.
 * @param detail Octaves; fractions fade the last one in, so that distance does not pop.
 */
export function erodedRelief(x: number, z: number, seed: number, detail: number): number {
  let sum = 0
  let weight = 0.5
  let slopeX = 0
  let slopeZ = 0
  let px = x
  let pz = z
  for (let octave = 0; octave < detail; octave++) {
    slopedNoise(px, pz, seed + octave * 17, noise)
    slopeX += noise[1]!
    slopeZ += noise[2]!
    const share = Math.min(1, detail - octave)
    sum += (weight * share * noise[0]!) / (1 + slopeX * slopeX + slopeZ * slopeZ)
    weight *= 0.5
    // Turned by 37 degrees and doubled, so that no grid shows.
    const turned = 1.6 * px - 1.2 * pz
    pz = 1.2 * px + 1.6 * pz
    px = turned
  }
  return sum
}
