/** Two channels of equal length at 48 kHz, about -1 to 1. */
export type Stereo = { readonly left: Float32Array; readonly right: Float32Array }

/** Silence. */
export function createStereo(sampleCount: number): Stereo {
  return { left: new Float32Array(sampleCount), right: new Float32Array(sampleCount) }
}

/** Interleaved 16-bit samples, clipped, as encoders take them. */
export function interleave({ left, right }: Stereo, gain: number): Int16Array {
  const samples = new Int16Array(left.length * 2)
  for (let index = 0; index < left.length; index++) {
    samples[index * 2] = sixteenBits(left[index]! * gain)
    samples[index * 2 + 1] = sixteenBits(right[index]! * gain)
  }
  return samples
}

function sixteenBits(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 32_767)
}
