import type { Stereo } from './stereo.ts'

/**
 * Loudness in LUFS after ITU-R BS.1770-4, annex 1, without its gate: our sound is steady, so there is nothing to
 * gate away. Silence is minus infinity.
 */
export function loudnessOf({ left, right }: Stereo): number {
  const power = meanSquare(weighted(left)) + meanSquare(weighted(right))
  return -0.691 + 10 * Math.log10(power)
}

/** Largest absolute sample. */
export function peakOf({ left, right }: Stereo): number {
  let peak = 0
  for (const channel of [left, right]) {
    for (const value of channel) peak = Math.max(peak, Math.abs(value))
  }
  return peak
}

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number]

// BS.1770-4, tables 1 and 2, for 48 kHz: the head's shelf, then the low cut.
const HEAD: Biquad = [
  1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
]
const LOW_CUT: Biquad = [1, -2, 1, -1.99004745483398, 0.99007225036621]

function weighted(channel: Float32Array): Float64Array {
  return filtered(filtered(channel, HEAD), LOW_CUT)
}

function filtered(input: Float32Array | Float64Array, [b0, b1, b2, a1, a2]: Biquad): Float64Array {
  const output = new Float64Array(input.length)
  let x1 = 0
  let x2 = 0
  let y1 = 0
  let y2 = 0
  for (let index = 0; index < input.length; index++) {
    const x0 = input[index]!
    const y0 = b0 * x0 + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
    output[index] = y0
    x2 = x1
    x1 = x0
    y2 = y1
    y1 = y0
  }
  return output
}

function meanSquare(channel: Float64Array): number {
  let sum = 0
  for (const value of channel) sum += value * value
  return sum / channel.length
}
