import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, createField, downsample, type Field } from '../picture/field.ts'

const COLUMNS = 96
const ROWS = 54
/** Fine samples per cell and axis in which sharpness is measured. */
const FINE = 4

/**
 * A guess at how near each part of a still is: 0 far to 1 near, smooth enough to bend a picture by. What is in focus
 * and what is low in the frame counts as near. It serves small parallax only, where a wrong guess is not seen.
 */
export function guessDepth(frame: PlanarFrame): Field {
  const focus = focusEnergy(frame)
  boxBlur(focus, 4, 2)
  const strongest = focus.values.reduce((most, value) => Math.max(most, value), 1e-6)
  const depth = createField(COLUMNS, ROWS)
  for (let row = 0; row < ROWS; row++) {
    const lowness = (row / (ROWS - 1)) ** 1.2
    for (let column = 0; column < COLUMNS; column++) {
      const index = row * COLUMNS + column
      const sharpness = (focus.values[index]! / strongest) ** 0.6
      depth.values[index] = 0.55 * sharpness + 0.45 * lowness
    }
  }
  boxBlur(depth, 6, 3)
  return depth
}

/** Local detail: the summed second difference of the luma, each sample capped so that one edge does not rule. */
function focusEnergy(frame: PlanarFrame): Field {
  const fine = downsample(frame.y, frame.width, frame.height, COLUMNS * FINE, ROWS * FINE)
  const energy = createField(COLUMNS, ROWS)
  const { width, height, values } = fine
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const index = y * width + x
      const around = values[index - 1]! + values[index + 1]! + values[index - width]! + values[index + width]!
      const cell = Math.floor(y / FINE) * COLUMNS + Math.floor(x / FINE)
      energy.values[cell]! += Math.min(40, Math.abs(4 * values[index]! - around))
    }
  }
  return energy
}
