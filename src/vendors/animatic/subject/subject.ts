import type { PlanarFrame } from '../render-plan.ts'

/** Something a prompt names that moves about in the picture: one individual, ready to be drawn. */
export interface Subject {
  readonly habitat: Habitat
  /** Frame widths per second in the direction it faces; 0 for what stays where it is. */
  readonly travel: number
  readonly size: Size
  /**
   * Draws one moment with its own contact shadow; on water with its own ripples and mirror image. Pure in
   * `placement`: the same call gives the same bytes, in any order.
   */
  draw(frame: PlanarFrame, placement: Placement): void
}

/** 0 to 255 each, sRGB. */
export type Rgb = readonly [number, number, number]

/** The light of a scene, as it falls on a subject. */
export type SubjectLight = {
  /** Colour of a white sheet turned to the light. */
  readonly key: Rgb
  /** Colour of a white sheet in the shade. */
  readonly ambient: Rgb
  /** Colour of the bright edge towards the light; black for none. */
  readonly rim: Rgb
  readonly haze: Rgb
  /** 0 clear to 1 nothing but haze. */
  readonly hazeAmount: number
  /** Where the light comes from: -1 left, 1 right. */
  readonly direction: -1 | 1
}

export type Action = 'stand' | 'walk' | 'run' | 'fly' | 'swim' | 'float' | 'sit' | 'sleep' | 'drive' | 'sail'

export type SubjectRequest = {
  /** A name of the cast: `cat`; with a rider, `astronaut+horse`; with the rider's clothes, `woman/red+horse`. */
  readonly kind: string
  /** 1 to 7. The subject draws one; place it as often, with other seeds or seconds. */
  readonly count: number
  /** An English colour word of `colours.ts`. */
  readonly colour?: string
  readonly action: Action
}

export type Placement = {
  /** In pixels: where it touches the ground or the water, or its centre in air and space. */
  readonly x: number
  readonly y: number
  readonly heightPixels: number
  readonly facing: -1 | 1
  readonly seconds: number
  /** 0 to 1. */
  readonly opacity: number
}

export type Habitat = 'ground' | 'water' | 'underwater' | 'air' | 'space'
/**
 * How high it usually stands when it is filmed by itself, its `heightPixels` as a share of the width of a 16:9
 * frame: tiny 0.07, small 0.14, medium 0.2, large 0.25, huge 0.3. Long things - cars, trains, whales - are counted
 * by their height, too, and are two to four times as long.
 */
export type Size = 'tiny' | 'small' | 'medium' | 'large' | 'huge'
