import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, downsample } from '../picture/field.ts'
import { bendMesh, createMesh, warpFrame } from '../picture/mesh-warp.ts'
import { createFrame, evenSide } from '../picture/planar-frame.ts'

/** Pixels averaged into one before the blur. */
const CELL = 8

/** A frame as a background for something in front of it: out of focus, darker, a little paler. */
export function softened(frame: PlanarFrame): PlanarFrame {
  const { width, height } = frame
  const small = createFrame(Math.max(4, evenSide(width / CELL)), Math.max(4, evenSide(height / CELL)))
  soften(frame.y, width, small.y, small.width, 16, 0.62)
  soften(frame.u, width / 2, small.u, small.width / 2, 128, 0.85)
  soften(frame.v, width / 2, small.v, small.width / 2, 128, 0.85)
  const mesh = createMesh(width, height)
  bendMesh(mesh, (x, y, into) => {
    into[0] = ((x + 0.5) * small.width) / width - 0.5
    into[1] = ((y + 0.5) * small.height) / height - 0.5
  })
  const soft = createFrame(width, height)
  warpFrame(small, mesh, soft)
  return soft
}

/** @param zero The plane's value for black or for no colour; @param strength what is kept of the rest. */
function soften(
  plane: Uint8Array,
  width: number,
  into: Uint8Array,
  intoWidth: number,
  zero: number,
  strength: number,
): void {
  const field = downsample(plane, width, plane.length / width, intoWidth, into.length / intoWidth)
  boxBlur(field, Math.max(1, Math.round(intoWidth / 50)), 3)
  field.values.forEach((value, index) => {
    into[index] = Math.round(zero + (value - zero) * strength)
  })
}
