import type { Point } from '../shape.ts'

/** The proportions of somebody on two legs, in units of a hundredth of the height. */
export type BipedBuild = {
  readonly hipHeight: number
  readonly thigh: number
  readonly shank: number
  readonly ankle: number
  /** From the hips to the shoulders, and from there to the head's centre. */
  readonly spine: number
  readonly neck: number
  readonly upperArm: number
  readonly forearm: number
  /** How far the feet sweep back in a step. */
  readonly sweep: number
}

/** About seven heads high. */
export const adult: BipedBuild = {
  hipHeight: 49,
  thigh: 22.6,
  shank: 22.4,
  ankle: 4,
  spine: 28,
  neck: 13,
  upperArm: 14,
  forearm: 13,
  sweep: 38,
}

/** A larger head on shorter limbs. */
export const child: BipedBuild = {
  hipHeight: 37,
  thigh: 16.4,
  shank: 16.6,
  ankle: 4,
  spine: 25,
  neck: 17.5,
  upperArm: 11.5,
  forearm: 10.5,
  sweep: 28,
}

/** Where everything is at one moment; points are in the units of the build, the origin between the feet. */
export type BipedPose = {
  readonly hip: Point
  readonly shoulder: Point
  readonly head: Point
  /** Anticlockwise; 0 is upright. */
  readonly trunkDegrees: number
  readonly headDegrees: number
  readonly near: Limbs
  readonly far: Limbs
  readonly eyes: number
  /** How far loose hair and cloth trail behind, 0 to 1. */
  readonly wind: number
  /** Where cloth is in its flutter, in cycles. */
  readonly flutter: number
}

/** One side: near to the camera or far from it. */
export type Limbs = {
  readonly hip: Point
  readonly knee: Point
  readonly ankle: Point
  readonly footDegrees: number
  readonly shoulder: Point
  readonly elbow: Point
  readonly hand: Point
}
