import { boxBlur, createField, sampleFieldAt, type Field } from '../picture/field.ts'
import { MESH_CELL, type Mesh } from '../picture/mesh-warp.ts'
import type { Correspondence } from './correspondence.ts'
import { THING_CELL, type MovingThing } from './moving-things.ts'
import type { Region } from './regions.ts'

/** Per mesh node, 1 where the background is to be taken from one picture because a thing stands there in the other. */
export type BarePlaces = { readonly bareInFirst: Float32Array; readonly bareInSecond: Float32Array }

/** Every cell of a mesh that a thing touches lies between nodes at most this far from it, in pixels. */
const REACH = MESH_CELL + THING_CELL

export function barePlaces(things: readonly MovingThing[], mesh: Mesh): BarePlaces {
  const near = (region: (thing: MovingThing) => Region): Float32Array => {
    const field = nearRegions(things.map(region), mesh.width, mesh.height, REACH)
    return Float32Array.from({ length: mesh.columns * mesh.rows }, (_, node) => {
      const x = ((node % mesh.columns) * MESH_CELL) / mesh.width
      const y = (Math.floor(node / mesh.columns) * MESH_CELL) / mesh.height
      return sampleFieldAt(field, x, y) > 0 ? 1 : 0
    })
  }
  return { bareInFirst: near(({ to }) => to), bareInSecond: near(({ from }) => from) }
}

/** Whether a thing's two places are far enough apart that each shows bare background in the other picture. */
export function standsApart({ from, to }: MovingThing): boolean {
  const gap = Math.ceil((2 * REACH) / THING_CELL)
  const across = Math.max(from.left - to.right, to.left - from.right)
  const down = Math.max(from.top - to.bottom, to.top - from.bottom)
  return Math.max(across, down) >= gap
}

/** The correspondence of pictures with the same background: nothing moves, and only the things are not alike. */
export function unmovedMatch(things: readonly MovingThing[], width: number, height: number): Correspondence {
  const regions = things.flatMap(({ from, to }) => [from, to])
  const near = nearRegions(regions, width, height, REACH)
  const still = createField(near.width, near.height)
  const confidence = { ...near, values: near.values.map((value) => (value > 0 ? 0 : 1)) }
  return { offsetX: still, offsetY: still, confidence, aligned: true, meanConfidence: 1 }
}

/** Above 0 within some pixels of the regions. */
function nearRegions(regions: readonly Region[], width: number, height: number, reach: number): Field {
  const field = createField(Math.ceil(width / THING_CELL), Math.ceil(height / THING_CELL))
  for (const { cells } of regions) for (const cell of cells) field.values[cell] = 1
  boxBlur(field, Math.ceil(reach / THING_CELL), 1)
  // A sliding sum leaves a trace of rounding where nothing is.
  for (let cell = 0; cell < field.values.length; cell++) {
    if (field.values[cell]! < 1e-4) field.values[cell] = 0
  }
  return field
}
