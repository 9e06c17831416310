import type { PlanarFrame } from '../render-plan.ts'
import { boxBlur, createField, downsample, sampleFieldAt, type Field } from '../picture/field.ts'
import { MESH_CELL } from '../picture/mesh-warp.ts'
import type { Correspondence } from './correspondence.ts'

/** A picture without its detail, in the values of its planes. */
export type SlowGradients = { readonly y: Field; readonly u: Field; readonly v: Field }

/** One sample per mesh cell, blurred to what a mesh can carry. */
export function slowGradientsOf(frame: PlanarFrame): SlowGradients {
  const columns = Math.max(2, Math.ceil(frame.width / MESH_CELL))
  const rows = Math.max(2, Math.ceil(frame.height / MESH_CELL))
  const slow = (plane: Uint8Array, width: number, height: number): Field => {
    const field = downsample(plane, width, height, columns, rows)
    boxBlur(field, 1, 2)
    return field
  }
  return {
    y: slow(frame.y, frame.width, frame.height),
    u: slow(frame.u, frame.width / 2, frame.height / 2),
    v: slow(frame.v, frame.width / 2, frame.height / 2),
  }
}

/**
 * How much brighter and what colour the second picture is, where both show the same thing; spread smoothly over the
 * parts that only one of them shows, so that those can follow the change of light too. Lies on the halfway picture.
 */
export function changeOfLight(
  first: SlowGradients,
  second: SlowGradients,
  match: Correspondence,
): SlowGradients {
  const { width, height } = match.confidence
  const weight = createField(width, height)
  const changes = {
    y: createField(width, height),
    u: createField(width, height),
    v: createField(width, height),
  }
  for (let point = 0; point < width * height; point++) {
    const x = ((point % width) + 0.5) / width
    const y = (Math.floor(point / width) + 0.5) / height
    const [awayX, awayY] = [match.offsetX.values[point]!, match.offsetY.values[point]!]
    const shared = Math.min(x, 1 - x) > Math.abs(awayX) && Math.min(y, 1 - y) > Math.abs(awayY)
    if (!shared) continue
    const certainty = match.confidence.values[point]! ** 2 + 1e-3
    weight.values[point] = certainty
    for (const plane of ['y', 'u', 'v'] as const) {
      const before = sampleFieldAt(first[plane], x - awayX, y - awayY)
      const after = sampleFieldAt(second[plane], x + awayX, y + awayY)
      changes[plane].values[point] = certainty * (after - before)
    }
  }
  const radius = Math.max(1, Math.round(width / 12))
  for (const field of [weight, changes.y, changes.u, changes.v]) spread(field, radius)
  for (const field of [changes.y, changes.u, changes.v]) {
    for (let point = 0; point < field.values.length; point++) {
      field.values[point]! /= Math.max(1e-9, weight.values[point]!)
    }
  }
  return changes
}

/** A wide blur over a trace of the mean, which rules where the blur does not reach. */
function spread(field: Field, radius: number): void {
  const mean = field.values.reduce((sum, value) => sum + value, 0) / field.values.length
  boxBlur(field, radius, 3)
  for (let point = 0; point < field.values.length; point++) field.values[point]! += 1e-3 * mean
}
