import type { PlanarFrame } from '../render-plan.ts'
import { downsample, type Field } from '../picture/field.ts'

/** A picture's planes as small maps of one size, each 0 to 1. */
export type Features = { readonly luma: Field; readonly blue: Field; readonly red: Field }

export function featuresOf(frame: PlanarFrame, width: number, height: number): Features {
  return {
    luma: shrink(frame.y, frame.width, frame.height, width, height),
    blue: shrink(frame.u, frame.width / 2, frame.height / 2, width, height),
    red: shrink(frame.v, frame.width / 2, frame.height / 2, width, height),
  }
}

/**
 * The size of a grid over a picture, of about the same number of cells whatever the picture's shape.
 * @param wideWidth The cells across a picture of 16:9.
 */
export function gridFor(
  frame: PlanarFrame,
  wideWidth: number,
): { readonly width: number; readonly height: number } {
  const side = Math.sqrt((wideWidth ** 2 * 9) / 16)
  const aspect = Math.sqrt(frame.width / frame.height)
  return { width: Math.max(6, Math.round(side * aspect)), height: Math.max(6, Math.round(side / aspect)) }
}

function shrink(
  plane: Uint8Array,
  planeWidth: number,
  planeHeight: number,
  width: number,
  height: number,
): Field {
  const field = downsample(plane, planeWidth, planeHeight, width, height)
  for (let index = 0; index < field.values.length; index++) field.values[index]! /= 255
  return field
}
