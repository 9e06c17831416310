import { smoothstep } from '../picture/easing.ts'
import { addCity, addPad, addRain, addSpace, addWater, addWind } from './layers.ts'
import { loudnessOf, peakOf } from './loudness.ts'
import type { Mood } from './mood.ts'
import { createStereo, interleave, type Stereo } from './stereo.ts'

const SAMPLES_PER_SECOND = 48_000
/** Quiet: a background to talk over, well below the -14 to -23 LUFS of finished programmes. */
const LOUDNESS_LUFS = -25
const PEAK_MAX = 0.7
const FADE_IN_SECONDS = 0.8
const FADE_OUT_SECONDS = 1

/**
 * The sound of a film: a pad and what the mood names, at -25 LUFS, faded at both ends.
 * @returns Interleaved stereo, 48 kHz, 16 bits; the same arguments give the same samples.
 */
export function createAmbient(seconds: number, seed: number, mood: Mood): Int16Array {
  const sound = createStereo(Math.round(seconds * SAMPLES_PER_SECOND))
  addPad(sound, 1, seed, mood.dark)
  if (mood.wind > 0) addWind(sound, mood.wind, seed)
  if (mood.water > 0) addWater(sound, mood.water, seed)
  if (mood.rain > 0) addRain(sound, mood.rain, seed)
  if (mood.city > 0) addCity(sound, mood.city, seed)
  if (mood.space > 0) addSpace(sound, mood.space, seed)
  fade(sound, seconds)
  const wanted = 10 ** ((LOUDNESS_LUFS - loudnessOf(sound)) / 20)
  return interleave(sound, Math.min(wanted, PEAK_MAX / peakOf(sound)))
}

/** Short films have shorter fades. */
function fade({ left, right }: Stereo, seconds: number): void {
  const fadeIn = Math.min(FADE_IN_SECONDS, seconds / 3)
  const fadeOut = Math.min(FADE_OUT_SECONDS, seconds / 3)
  for (let index = 0; index < left.length; index++) {
    const time = index / SAMPLES_PER_SECOND
    const level = smoothstep(0, fadeIn, time) * smoothstep(0, fadeOut, seconds - time)
    left[index]! *= level
    right[index]! *= level
  }
}
