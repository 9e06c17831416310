import assert from 'node:assert/strict'
import type { PlanarFrame } from '../render-plan.ts'

/**
 * Where each pixel of a frame comes from: exact at the nodes of a grid, bilinear between them. Coordinates count luma
 * pixels of the source; 0, 0 is the centre of its first pixel.
 */
export type Mesh = {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
  /** x and y of each node, row by row. */
  readonly luma: Float64Array
  /** The same for the chroma planes, in chroma pixels. */
  readonly chroma: Float64Array
}

/** Writes to `into` the source pixel (x, y) that the target pixel (x, y) shows; both may lie outside. */
export type PixelMap = (x: number, y: number, into: Float64Array) => void

/** Luma pixels between two nodes: small enough that a perspective or a melting field has no visible facets. */
export const MESH_CELL = 16
const MESH_CELL_BITS = 4

/** A mesh for target frames of this size; bend it before use. */
export function createMesh(width: number, height: number): Mesh {
  const columns = Math.ceil(width / MESH_CELL) + 1
  const rows = Math.ceil(height / MESH_CELL) + 1
  const nodes = columns * rows * 2
  return {
    width,
    height,
    columns,
    rows,
    luma: new Float64Array(nodes),
    chroma: new Float64Array(nodes),
  }
}

/** Evaluates a map at the nodes of a mesh. */
export function bendMesh(mesh: Mesh, map: PixelMap): void {
  const { columns, rows, luma } = mesh
  const point = new Float64Array(2)
  for (let row = 0, node = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, node += 2) {
      map(column * MESH_CELL, row * MESH_CELL, point)
      luma[node] = point[0]!
      luma[node + 1] = point[1]!
    }
  }
  bendChroma(mesh)
}

/**
 * Draws the source as the mesh says; outside the source its border pixels repeat.
 * @param hidden One per node: where 1, the cell right of and below the node is left as it was.
 */
export function warpFrame(
  source: PlanarFrame,
  mesh: Mesh,
  target: PlanarFrame,
  hidden: Uint8Array = new Uint8Array(mesh.columns * mesh.rows),
): void {
  assert(target.width === mesh.width && target.height === mesh.height, 'a mesh fits frames of its own size')
  assert(source.width >= 4 && source.height >= 4, 'bilinear sampling needs two chroma pixels each way')
  assert(
    source.width <= COORDINATE_MAX && source.height <= COORDINATE_MAX,
    'coordinates have 16 fraction bits',
  )
  const { columns } = mesh
  const luma = { nodes: mesh.luma, columns, cellBits: MESH_CELL_BITS, hidden }
  warpPlanes([source.y], source.width, luma, [target.y], target.width)
  const chroma = { nodes: mesh.chroma, columns, cellBits: MESH_CELL_BITS - 1, hidden }
  warpPlanes([source.u, source.v], source.width / 2, chroma, [target.u, target.v], target.width / 2)
}

/** Chroma pixels lie half a luma pixel right of and below the luma grid: step that far along the mesh. */
function bendChroma({ columns, rows, luma, chroma }: Mesh): void {
  const step = 0.5 / MESH_CELL
  for (let row = 0, node = 0; row < rows; row++) {
    const down = (row < rows - 1 ? columns : -columns) * 2
    const downStep = down > 0 ? step : -step
    for (let column = 0; column < columns; column++, node += 2) {
      const right = column < columns - 1 ? 2 : -2
      const rightStep = right > 0 ? step : -step
      for (const axis of [node, node + 1]) {
        const value = luma[axis]!
        const shifted =
          value + (luma[axis + right]! - value) * rightStep + (luma[axis + down]! - value) * downStep
        chroma[axis] = (shifted - 0.5) / 2
      }
    }
  }
}

type Grid = {
  readonly nodes: Float64Array
  readonly columns: number
  /** A cell is 2 to this power wide and high. */
  readonly cellBits: number
  readonly hidden: Uint8Array
}

/** Draws planes that share one geometry, span by span: a row's part of a cell is a straight line in the source. */
function warpPlanes(
  sources: readonly Uint8Array[],
  sourceWidth: number,
  { nodes, columns, cellBits, hidden }: Grid,
  targets: readonly Uint8Array[],
  width: number,
): void {
  const lastX = ((sourceWidth - 1) << 16) - 1
  const lastY = ((sources[0]!.length / sourceWidth - 1) << 16) - 1
  const height = targets[0]!.length / width
  const cell = 1 << cellBits
  const along = new Int32Array(columns * 2)
  for (let y = 0; y < height; y++) {
    const row = y >> cellBits
    interpolateNodes(nodes, row * columns * 2, (y & (cell - 1)) / cell, along)
    for (let x = 0, node = 0; x < width; x += cell, node += 2) {
      if (hidden[row * columns + (node >> 1)] === 1) continue
      const sourceX = along[node]!
      const sourceY = along[node + 1]!
      const stepX = (along[node + 2]! - sourceX) >> cellBits
      const stepY = (along[node + 3]! - sourceY) >> cellBits
      const start = y * width + x
      const end = start + Math.min(cell, width - x)
      const endX = sourceX + stepX * (end - start - 1)
      const endY = sourceY + stepY * (end - start - 1)
      const inside =
        Math.min(sourceX, endX, sourceY, endY) >= 0 &&
        Math.max(sourceX, endX) <= lastX &&
        Math.max(sourceY, endY) <= lastY
      for (let plane = 0; plane < sources.length; plane++) {
        const [source, target] = [sources[plane]!, targets[plane]!]
        if (inside) drawSpan(source, sourceWidth, sourceX, sourceY, stepX, stepY, target, start, end)
        else
          drawClampedSpan(
            source,
            sourceWidth,
            lastX,
            lastY,
            sourceX,
            sourceY,
            stepX,
            stepY,
            target,
            start,
            end,
          )
      }
    }
  }
}

/** The nodes of a row of cells as they stand `below` (0 to 1) their upper edge, with 16 fraction bits. */
function interpolateNodes(nodes: Float64Array, first: number, below: number, into: Int32Array): void {
  for (let axis = 0; axis < into.length; axis++) {
    const upper = nodes[first + axis]!
    const value = upper + (nodes[first + into.length + axis]! - upper) * below
    into[axis] = Math.min(COORDINATE_MAX, Math.max(-COORDINATE_MAX, value)) * 65536
  }
}

/** Differences of two coordinates must fit 32 bits. */
const COORDINATE_MAX = 16383

/** Bilinear samples along a line that stays inside the source; 8 fraction bits decide the blend. */
function drawSpan(
  source: Uint8Array,
  sourceWidth: number,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  target: Uint8Array,
  start: number,
  end: number,
): void {
  let x = fromX
  let y = fromY
  for (let write = start; write < end; write++) {
    const read = Math.imul(y >> 16, sourceWidth) + (x >> 16)
    const fractionX = (x >> 8) & 255
    const left = source[read]!
    const leftUnder = source[read + sourceWidth]!
    const over = (left << 8) + Math.imul(source[read + 1]! - left, fractionX)
    const under = (leftUnder << 8) + Math.imul(source[read + sourceWidth + 1]! - leftUnder, fractionX)
    target[write] = ((over << 8) + Math.imul(under - over, (y >> 8) & 255) + 32768) >> 16
    x = (x + stepX) | 0
    y = (y + stepY) | 0
  }
}

/** As `drawSpan`, with every sample held at the borders of the source. */
function drawClampedSpan(
  source: Uint8Array,
  sourceWidth: number,
  lastX: number,
  lastY: number,
  fromX: number,
  fromY: number,
  stepX: number,
  stepY: number,
  target: Uint8Array,
  start: number,
  end: number,
): void {
  for (let write = start; write < end; write++) {
    const x = Math.min(lastX, Math.max(0, fromX + stepX * (write - start)))
    const y = Math.min(lastY, Math.max(0, fromY + stepY * (write - start)))
    drawSpan(source, sourceWidth, x, y, 0, 0, target, write, write + 1)
  }
}
