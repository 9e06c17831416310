import type { Lens } from '../plate/view.ts'
import { createRandom } from '../../picture/random.ts'
import type { Canvas } from '../paint/canvas.ts'
import type { Relief, Slice } from './survey.ts'

/** A spot on the land where something stands, with its place in the frame. */
export type Stand = {
  readonly x: number
  readonly z: number
  readonly column: number
  readonly foot: number
  /** Pixels per unit of size there. */
  readonly scale: number
}

/**
 * Spots spread over a slice of land, far ones first, as dense per row of the frame everywhere.
 * @param wanted Tells from x, z and height how likely something grows there, 0 to 1.
 */
export function scatter(
  canvas: Canvas,
  lens: Lens,
  slice: Slice,
  relief: Relief,
  count: number,
  seed: number,
  wanted: (x: number, z: number, height: number) => number,
): Stand[] {
  const random = createRandom(seed)
  const left = (canvas.left - lens.width / 2) / lens.focal
  const right = (canvas.left + canvas.width * canvas.step - lens.width / 2) / lens.focal
  const stands: Stand[] = []
  for (let index = 0; index < count; index++) {
    const z = slice.near * (slice.far / slice.near) ** random()
    const x = (left + (right - left) * random()) * z
    const chance = random()
    const height = relief(x, z, z / lens.focal)
    if (chance >= wanted(x, z, height)) continue
    const scale = lens.focal / z
    const foot = lens.horizon + (lens.eyeHeight - height) * scale
    if (isHidden(lens, slice, relief, x / z, z, foot)) continue
    stands.push({ x, z, column: lens.width / 2 + x * scale, foot, scale })
  }
  return stands.sort((a, b) => b.z - a.z)
}

/** Whether a rise of the land between the camera and the spot stands before it. */
function isHidden(
  lens: Lens,
  slice: Slice,
  relief: Relief,
  bearing: number,
  distance: number,
  foot: number,
): boolean {
  for (let step = 1; step < 10; step++) {
    const z = slice.near + ((distance - slice.near) * step) / 10
    const row = lens.horizon + (lens.focal * (lens.eyeHeight - relief(bearing * z, z, z / lens.focal))) / z
    if (row < foot - 2) return true
  }
  return false
}
