import type { Point } from '../shape.ts'

/** The proportions of a four-legged animal in units of a hundredth of its height, standing. */
export type Build = {
  readonly hip: Point
  readonly shoulder: Point
  /** How far the skin lies above and below the spine at rump, loin, ribs, chest. */
  readonly back: readonly [number, number, number, number]
  readonly belly: readonly [number, number, number, number]
  readonly hind: LegBuild
  readonly fore: LegBuild
  /** From the shoulder to where the head sits, with the neck's half thickness at its foot, middle, end. */
  readonly neck: {
    readonly root: Point
    readonly rise: Point
    readonly radii: readonly [number, number, number]
  }
  /** How far the head is turned down when it stands; how the head nods with the gait. */
  readonly nod: number
  readonly tail: TailBuild
  readonly gaits: { readonly walk: GaitBuild; readonly run: GaitBuild }
}

export type LegBuild = {
  /** Thigh, shank, foot; or upper arm, forearm, hand. */
  readonly bones: readonly [number, number, number]
  /** Half thickness at the four joints. */
  readonly radii: readonly [number, number, number, number]
  /** The paw or hoof: how far it reaches ahead, and how high it is. */
  readonly paw: { readonly length: number; readonly height: number }
  /** Where the foot stands against its joint. */
  readonly stance: number
}

export type TailBuild = {
  readonly length: number
  readonly radii: readonly [number, number]
  /** Degrees at the root and how it curls to the end; anticlockwise from ahead. */
  readonly degrees: number
  readonly curl: number
  readonly sway: number
}

export type GaitBuild = {
  readonly style: 'walk' | 'amble' | 'trot' | 'gallop' | 'bound'
  readonly sweep: number
  readonly lift: number
  readonly bob: number
}
