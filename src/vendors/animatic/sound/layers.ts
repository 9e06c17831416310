import { createRandom } from '../picture/random.ts'
import type { Stereo } from './stereo.ts'

/** Adds one sound to what is there. `amount` 0 to 1; the same seed gives the same samples. */
export type Layer = (into: Stereo, amount: number, seed: number) => void

const SAMPLES_PER_SECOND = 48_000
const FULL_TURN = 2 * Math.PI
/** Slow changes are computed once a millisecond: nobody hears the difference. */
const CONTROL_SAMPLES = 48

/** A chord of slowly breathing, slightly detuned sines. */
export function addPad(into: Stereo, amount: number, seed: number, dark: boolean): void {
  const random = createRandom(seed ^ 0x0a0d10)
  const rootHertz = 98 * 2 ** (Math.floor(random() * 6) / 12)
  const third = dark ? 2 ** (3 / 12) : 2 ** (4 / 12)
  const chord = [1, third, 2 ** (7 / 12), 2, 2 * third]
  chord.forEach((interval, voice) => {
    const step = (FULL_TURN * rootHertz * interval * (1 + (random() - 0.5) * 0.004)) / SAMPLES_PER_SECOND
    const breathStep = (FULL_TURN * (0.05 + random() * 0.12)) / SAMPLES_PER_SECOND
    const phase = random() * FULL_TURN
    const level = (amount * 0.05) / (1 + voice * 0.35)
    const toLeft = voice % 2 === 0 ? 1 : 0.7
    const toRight = voice % 2 === 0 ? 0.7 : 1
    let breath = 0
    for (let index = 0; index < into.left.length; index++) {
      if (index % CONTROL_SAMPLES === 0) breath = 0.5 + 0.5 * Math.sin(breathStep * index + phase)
      const sine = Math.sin(step * index + phase)
      // The parabola is a second harmonic: warmer than a bare sine.
      const value = (sine + 0.25 * (sine * sine - 0.5)) * breath * level
      into.left[index]! += value * toLeft
      into.right[index]! += value * toRight
    }
  })
}

/** Low, gusting noise. */
export const addWind: Layer = (into, amount, seed) =>
  addNoise(into, seed ^ 0x111d, {
    level: amount * 0.5,
    lowHertz: 60,
    highHertz: 420,
    swellSeconds: 5,
    swellDepth: 0.55,
  })

/** Waves for much water, lapping for little: the swell is what one hears. */
export const addWater: Layer = (into, amount, seed) =>
  addNoise(into, seed ^ 0x3a7e, {
    level: amount * 0.35,
    lowHertz: 250,
    highHertz: 1800,
    swellSeconds: amount > 0.8 ? 6 : 2.7,
    swellDepth: 0.8,
  })

/** A steady hiss and single drops. */
export const addRain: Layer = (into, amount, seed) => {
  const hiss = { level: amount * 0.16, lowHertz: 1500, highHertz: 7000, swellSeconds: 7, swellDepth: 0.15 }
  addNoise(into, seed ^ 0x5a1d, hiss)
  const random = createRandom(seed ^ 0x0d0b)
  for (let at = 0; at < into.left.length; at += Math.ceil(random() * 0.06 * SAMPLES_PER_SECOND)) {
    addDrop(into, at, amount * (0.02 + 0.05 * random()), 900 + 2600 * random(), random())
  }
}

/** The rumble of a town, with a car now and then. */
export const addCity: Layer = (into, amount, seed) => {
  const rumble = { level: amount * 0.6, lowHertz: 30, highHertz: 130, swellSeconds: 9, swellDepth: 0.3 }
  const cars = { level: amount * 0.14, lowHertz: 180, highHertz: 900, swellSeconds: 3.6, swellDepth: 0.95 }
  addNoise(into, seed ^ 0xc171, rumble)
  addNoise(into, seed ^ 0xca25, cars)
}

/** A deep drone under a far, high shimmer. */
export const addSpace: Layer = (into, amount, seed) => {
  const random = createRandom(seed ^ 0x57ac)
  const drone = { level: amount * 0.5, lowHertz: 25, highHertz: 90, swellSeconds: 8, swellDepth: 0.5 }
  addNoise(into, seed ^ 0x57ad, drone)
  for (const ratio of [6, 7.5, 9, 12]) {
    const step = (FULL_TURN * 110 * ratio * (1 + random() * 0.002)) / SAMPLES_PER_SECOND
    const slowStep = (FULL_TURN * (0.07 + 0.1 * random())) / SAMPLES_PER_SECOND
    const phase = random() * FULL_TURN
    let side = 0
    for (let index = 0; index < into.left.length; index++) {
      if (index % CONTROL_SAMPLES === 0) side = Math.sin(slowStep * index + phase)
      const value = amount * 0.006 * Math.sin(step * index + phase)
      into.left[index]! += value * (1 + side)
      into.right[index]! += value * (1 - side)
    }
  }
}

type Noise = {
  readonly level: number
  /** The band that is heard. */
  readonly lowHertz: number
  readonly highHertz: number
  /** How long one rise and fall lasts, and how much of the level it takes away. */
  readonly swellSeconds: number
  readonly swellDepth: number
}

/** Noise in a band, different left and right, that rises and falls. */
function addNoise(into: Stereo, seed: number, noise: Noise): void {
  const random = createRandom(seed)
  const low = onePole(noise.lowHertz)
  const high = onePole(noise.highHertz)
  for (const [side, channel] of [into.left, into.right].entries()) {
    const phase = random() * FULL_TURN * (side === 0 ? 1 : 0.1)
    let level = 0
    let smooth = 0
    let rough = 0
    for (let index = 0; index < channel.length; index++) {
      if (index % CONTROL_SAMPLES === 0) level = swellAt(noise, index / SAMPLES_PER_SECOND, phase)
      rough += high * (random() * 2 - 1 - rough)
      smooth += low * (rough - smooth)
      channel[index]! += level * (rough - smooth)
    }
  }
}

/** Two waves of unrelated lengths, so that no swell is quite like the last. */
function swellAt(noise: Noise, seconds: number, phase: number): number {
  const turn = (FULL_TURN * seconds) / noise.swellSeconds
  const rise = 0.6 * Math.sin(turn + phase) + 0.4 * Math.sin(1.7 * turn + 2 * phase)
  return noise.level * (1 - noise.swellDepth * (0.5 - 0.5 * rise))
}

/** The weight of a one-pole low-pass with this corner. */
function onePole(hertz: number): number {
  return 1 - Math.exp((-FULL_TURN * hertz) / SAMPLES_PER_SECOND)
}

/** A drop: a few milliseconds of a falling sine. */
function addDrop(into: Stereo, start: number, level: number, hertz: number, pan: number): void {
  const length = Math.min(into.left.length - start, 0.012 * SAMPLES_PER_SECOND)
  for (let index = 0; index < length; index++) {
    const fade = 1 - index / (0.012 * SAMPLES_PER_SECOND)
    const value = level * fade * fade * Math.sin(((FULL_TURN * hertz) / SAMPLES_PER_SECOND) * index)
    into.left[start + index]! += value * (1 - pan)
    into.right[start + index]! += value * pan
  }
}
