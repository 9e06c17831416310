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
  assert(source.width < 32768 && source.height < 32768, 'coordinates have 16 fraction bits')
  const { columns } = mesh
  const luma = { nodes: mesh.luma, columns, cell: MESH_CELL, hidden }
  warpPlane(source.y, source.width, source.height, luma, target.y, target.width, target.height)
  const chroma = { nodes: mesh.chroma, columns, cell: MESH_CELL / 2, hidden }
  const [sourceWidth, sourceHeight] = [source.width / 2, source.height / 2]
  const [width, height] = [target.width / 2, target.height / 2]
  warpPlane(source.u, sourceWidth, sourceHeight, chroma, target.u, width, height)
  warpPlane(source.v, sourceWidth, sourceHeight, chroma, target.v, width, height)
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
  readonly cell: number
  readonly hidden: Uint8Array
}

const FIXED_ONE = 65536

function warpPlane(
  source: Uint8Array,
  sourceWidth: number,
  sourceHeight: number,
  { nodes, columns, cell, hidden }: Grid,
  target: Uint8Array,
  width: number,
  height: number,
): void {
  const lastX = ((sourceWidth - 1) << 16) - 1
  const lastY = ((sourceHeight - 1) << 16) - 1
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell)
    const below = (y - row * cell) / cell
    let node = row * columns * 2
    for (let x = 0; x < width; x += cell, node += 2) {
      if (hidden[node >> 1] === 1) continue
      const under = node + columns * 2
      const leftX = nodes[node]! + (nodes[under]! - nodes[node]!) * below
      const leftY = nodes[node + 1]! + (nodes[under + 1]! - nodes[node + 1]!) * below
      const rightX = nodes[node + 2]! + (nodes[under + 2]! - nodes[node + 2]!) * below
      const rightY = nodes[node + 3]! + (nodes[under + 3]! - nodes[node + 3]!) * below
      const sourceX = (leftX * FIXED_ONE) | 0
      const sourceY = (leftY * FIXED_ONE) | 0
      const stepX = (((rightX - leftX) * FIXED_ONE) / cell) | 0
      const stepY = (((rightY - leftY) * FIXED_ONE) / cell) | 0
      const start = y * width + x
      const end = start + Math.min(cell, width - x)
      const endX = sourceX + stepX * (end - start - 1)
      const endY = sourceY + stepY * (end - start - 1)
      const inside =
        Math.min(sourceX, endX, sourceY, endY) >= 0 &&
        Math.max(sourceX, endX) <= lastX &&
        Math.max(sourceY, endY) <= lastY
      if (inside) {
        drawSpan(source, sourceWidth, sourceX, sourceY, stepX, stepY, target, start, end)
      } else {
        drawClampedSpan(source, sourceWidth, lastX, lastY, sourceX, sourceY, stepX, stepY, target, start, end)
      }
    }
  }
}

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
    const read = (y >> 16) * sourceWidth + (x >> 16)
    const fractionX = (x >> 8) & 255
    const left = source[read]!
    const leftUnder = source[read + sourceWidth]!
    const over = (left << 8) + (source[read + 1]! - left) * fractionX
    const under = (leftUnder << 8) + (source[read + sourceWidth + 1]! - leftUnder) * fractionX
    target[write] = ((over << 8) + (under - over) * ((y >> 8) & 255) + 32768) >> 16
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
