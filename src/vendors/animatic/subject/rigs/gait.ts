import { clamp, lerp } from '../../picture/easing.ts'
import type { Point } from '../shape.ts'

/** Where each foot is in its step, and how the trunk goes with it. */
export type Gait = {
  /** When in the cycle each foot lands: left hind, right hind, left fore, right fore. */
  readonly landings: readonly [number, number, number, number]
  /** The share of the cycle a foot stays on the ground. */
  readonly duty: number
  /** How far a foot sweeps back while it stands, in units; how high it is lifted. */
  readonly sweep: number
  readonly lift: number
  /** The trunk: how high it bobs, how often in a cycle, how far it rocks and flexes. */
  readonly bob: number
  readonly bobs: 1 | 2
  readonly rockDegrees: number
  readonly flex: number
}

export type Footing = {
  /** Against the foot's place under the joint. */
  readonly x: number
  readonly y: number
  /** 0 to 1 through the stance, 1 to 2 through the swing. */
  readonly stage: number
}

export function footing(gait: Gait, cycles: number, landing: number): Footing {
  const phase = fraction(cycles - landing)
  if (phase < gait.duty) {
    const stage = phase / gait.duty
    return { x: gait.sweep * (0.5 - stage), y: 0, stage }
  }
  const swing = (phase - gait.duty) / (1 - gait.duty)
  // The foot leaves and lands with the speed of the ground, and hurries in between.
  const eased = swing * swing * (3 - 2 * swing)
  const lag = Math.sin(swing * 2 * Math.PI) * 0.06
  return {
    x: gait.sweep * (eased - lag - 0.5),
    y: gait.lift * Math.sin(Math.PI * swing) ** 1.3,
    stage: 1 + swing,
  }
}

/** A value over a step, given at landing, at lift-off, in mid swing. */
export function overStep(stage: number, landing: number, liftOff: number, midSwing: number): number {
  if (stage < 1) return lerp(landing, liftOff, stage * stage * (3 - 2 * stage))
  const swing = stage - 1
  if (swing < 0.4) return lerp(liftOff, midSwing, ease(swing / 0.4))
  return lerp(midSwing, landing, ease((swing - 0.4) / 0.6))
}

/**
 * The middle joint of two bones from `from` to `to`; `side` 1 bends it to the left of the way. Out of reach, both
 * bones stretch.
 */
export function bendJoint(from: Point, to: Point, upper: number, lower: number, side: 1 | -1): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const distance = Math.max(1e-6, Math.hypot(dx, dy))
  const stretch = Math.max(1, distance / ((upper + lower) * 0.995))
  const [a, b] = [upper * stretch, lower * stretch]
  const along = clamp((distance * distance + a * a - b * b) / (2 * distance), -a, a)
  const across = Math.sqrt(Math.max(0, a * a - along * along)) * side
  const [ux, uy] = [dx / distance, dy / distance]
  return [from[0] + ux * along - uy * across, from[1] + uy * along + ux * across]
}

/** A point at a distance in a direction, in degrees anticlockwise from ahead. */
export function reach(from: Point, degrees: number, distance: number): Point {
  const angle = (degrees * Math.PI) / 180
  return [from[0] + Math.cos(angle) * distance, from[1] + Math.sin(angle) * distance]
}

export function fraction(value: number): number {
  return value - Math.floor(value)
}

/** A sine wave of cycles, not radians. */
export function wave(cycles: number): number {
  return Math.sin(cycles * 2 * Math.PI)
}

/** How far the eyes are open, 0 to 1: a blink every few seconds, at an individual's own times. */
export function eyeOpening(seconds: number, individual: number): number {
  const time = fraction((seconds + individual * 7.3) / 3.7) * 3.7
  const sinceBlink = Math.abs(time - 1.9)
  return clamp(sinceBlink / 0.09 - 0.25, 0.06, 1)
}

function ease(t: number): number {
  return t * t * (3 - 2 * t)
}
