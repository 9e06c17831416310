import type { PlanarFrame } from '../render-plan.ts'
import { MESH_CELL } from '../picture/mesh-warp.ts'

/**
 * How two frames melt into one, per mesh node: `into = a * weightA + b * weightB + rest`. The weights carry the detail
 * of either picture, the rest (per plane) what the slow gradients need so that light and colour change smoothly while
 * the detail changes over faster. Mixed all at once, two busy pictures would show as a double exposure.
 */
export type DissolveNodes = {
  readonly columns: number
  readonly rows: number
  readonly weightA: Float32Array
  readonly weightB: Float32Array
  readonly restY: Float32Array
  readonly restU: Float32Array
  readonly restV: Float32Array
  /** For `warpFrame`: cells in which a picture has no weight at any corner; see `hideUnseen`. */
  readonly hiddenA: Uint8Array
  readonly hiddenB: Uint8Array
}

export function createDissolveNodes(columns: number, rows: number): DissolveNodes {
  const values = (): Float32Array => new Float32Array(columns * rows)
  return {
    columns,
    rows,
    weightA: values(),
    weightB: values(),
    restY: values(),
    restU: values(),
    restV: values(),
    hiddenA: new Uint8Array(columns * rows),
    hiddenB: new Uint8Array(columns * rows),
  }
}

/** Finds the cells that need not be drawn, once the weights are set. */
export function hideUnseen({ columns, rows, weightA, weightB, hiddenA, hiddenB }: DissolveNodes): void {
  for (const [weight, hidden] of [
    [weightA, hiddenA],
    [weightB, hiddenB],
  ] as const) {
    for (let node = 0; node < columns * (rows - 1) - 1; node++) {
      const corners =
        weight[node]! + weight[node + 1]! + weight[node + columns]! + weight[node + columns + 1]!
      hidden[node] = corners === 0 ? 1 : 0
    }
  }
}

/** Draws the dissolve. */
export function dissolveFrames(
  a: PlanarFrame,
  b: PlanarFrame,
  nodes: DissolveNodes,
  into: PlanarFrame,
): void {
  const { width, height } = into
  const chromaCell = MESH_CELL / 2
  dissolvePlane(a.y, b.y, into.y, width, height, MESH_CELL, nodes, nodes.restY)
  dissolvePlane(a.u, b.u, into.u, width / 2, height / 2, chromaCell, nodes, nodes.restU)
  dissolvePlane(a.v, b.v, into.v, width / 2, height / 2, chromaCell, nodes, nodes.restV)
}

/** 14 fraction bits: full weights times 255 and the rest stay within 32 bits. */
const ONE = 1 << 14

function dissolvePlane(
  a: Uint8Array,
  b: Uint8Array,
  into: Uint8Array,
  width: number,
  height: number,
  cell: number,
  { columns, weightA, weightB, hiddenA, hiddenB }: DissolveNodes,
  rest: Float32Array,
): void {
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell)
    const below = (y - row * cell) / cell
    const across = (values: Float32Array, node: number): number =>
      values[node]! + (values[node + columns]! - values[node]!) * below
    let node = row * columns
    let leftA = across(weightA, node)
    let leftB = across(weightB, node)
    let leftRest = across(rest, node)
    for (let x = 0; x < width; x += cell, node++) {
      const rightA = across(weightA, node + 1)
      const rightB = across(weightB, node + 1)
      const rightRest = across(rest, node + 1)
      const start = y * width + x
      const end = start + Math.min(cell, width - x)
      let offset = (leftRest * ONE + ONE / 2) | 0
      const stepOffset = (((rightRest - leftRest) * ONE) / cell) | 0
      if (hiddenA[node] === 1 || hiddenB[node] === 1) {
        const one = hiddenB[node] === 1
        const weight = one ? leftA : leftB
        const step = ((((one ? rightA : rightB) - weight) * ONE) / cell) | 0
        scaleSpan(one ? a : b, (weight * ONE) | 0, step, offset, stepOffset, into, start, end)
      } else {
        let scaleA = (leftA * ONE) | 0
        let scaleB = (leftB * ONE) | 0
        const stepA = (((rightA - leftA) * ONE) / cell) | 0
        const stepB = (((rightB - leftB) * ONE) / cell) | 0
        for (let index = start; index < end; index++) {
          const value = (a[index]! * scaleA + b[index]! * scaleB + offset) >> 14
          into[index] = value < 0 ? 0 : value > 255 ? 255 : value
          scaleA += stepA
          scaleB += stepB
          offset += stepOffset
        }
      }
      leftA = rightA
      leftB = rightB
      leftRest = rightRest
    }
  }
}

/** As the dissolve, where only one picture is seen. */
function scaleSpan(
  from: Uint8Array,
  startScale: number,
  stepScale: number,
  startOffset: number,
  stepOffset: number,
  into: Uint8Array,
  start: number,
  end: number,
): void {
  if (startScale === ONE && stepScale === 0 && startOffset === ONE / 2 && stepOffset === 0) {
    for (let index = start; index < end; index++) into[index] = from[index]!
    return
  }
  let scale = startScale
  let offset = startOffset
  for (let index = start; index < end; index++) {
    const value = (from[index]! * scale + offset) >> 14
    into[index] = value < 0 ? 0 : value > 255 ? 255 : value
    scale += stepScale
    offset += stepOffset
  }
}
