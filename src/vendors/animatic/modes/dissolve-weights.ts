import { lerp, smoothstep } from '../picture/easing.ts'
import { sampleFieldAt, type Field } from '../picture/field.ts'
import { MESH_CELL, type Mesh } from '../picture/mesh-warp.ts'
import { fractalNoise } from '../picture/noise.ts'
import type { BarePlaces } from './bare-places.ts'
import type { Correspondence } from './correspondence.ts'
import { hideUnseen, type DissolveNodes } from './dissolve.ts'
import type { NodePlaces } from './halfway-motion.ts'
import type { SlowGradients } from './slow-gradients.ts'

/** What the weights depend on besides the time. */
export type DissolvePair = {
  readonly match: Correspondence
  readonly first: SlowGradients
  readonly second: SlowGradients
  readonly light: SlowGradients
  /** -0.5 to 0.5 per node: lets neighbouring parts change a little before or after each other. */
  readonly unrest: Float32Array
  readonly bare: BarePlaces
}

/** How far the change has come at a node: weights of either picture's detail, and of the second's slow gradients. */
type Stage = { readonly first: number; readonly second: number; readonly slow: number }

export function unrestOf(mesh: Mesh, seed: number): Float32Array {
  const values = new Float32Array(mesh.columns * mesh.rows)
  for (let node = 0; node < values.length; node++) {
    const column = node % mesh.columns
    const row = Math.floor(node / mesh.columns)
    values[node] = fractalNoise(column * 0.11, row * 0.11, seed & 0xffff, 3) - 0.5
  }
  return values
}

/** Sets the weights of every node at a moment of a motion. */
export function weighNodes(
  pair: DissolvePair,
  mesh: Mesh,
  places: NodePlaces,
  progress: number,
  nodes: DissolveNodes,
): void {
  const { match } = pair
  for (let node = 0; node < nodes.columns * nodes.rows; node++) {
    const [firstX, firstY] = [places.first[node * 2]!, places.first[node * 2 + 1]!]
    const [secondX, secondY] = [places.second[node * 2]!, places.second[node * 2 + 1]!]
    const x = (((node % nodes.columns) + 0.5 / MESH_CELL) * MESH_CELL) / mesh.width
    const y = ((Math.floor(node / nodes.columns) + 0.5 / MESH_CELL) * MESH_CELL) / mesh.height
    const confidence = match.aligned ? sampleFieldAt(match.confidence, x, y) : 0
    const stage = match.aligned
      ? sameSceneStage(progress, confidence, pair.unrest[node]!)
      : strangersStage(progress, pair.unrest[node]!)
    const seenFirst = match.aligned ? shownShare(firstX, firstY) : 1
    const seenSecond = match.aligned ? shownShare(secondX, secondY) : 1
    const onlyFirst = Math.max(pair.bare.bareInFirst[node]!, seenFirst * (1 - seenSecond))
    const onlySecond = Math.max(pair.bare.bareInSecond[node]!, seenSecond * (1 - seenFirst))
    const both = 1 - onlyFirst - onlySecond
    nodes.weightA[node] = onlyFirst + both * stage.first
    nodes.weightB[node] = onlySecond + both * stage.second
    const light = onlyFirst * stage.slow - onlySecond * (1 - stage.slow)
    const restFirst = both * (1 - stage.slow - stage.first)
    const restSecond = both * (stage.slow - stage.second)
    const rest = (first: Field, second: Field, change: Field): number =>
      restFirst * sampleFieldAt(first, firstX, firstY) +
      restSecond * sampleFieldAt(second, secondX, secondY) +
      light * sampleFieldAt(change, x, y)
    nodes.restY[node] = rest(pair.first.y, pair.second.y, pair.light.y)
    nodes.restU[node] = rest(pair.first.u, pair.second.u, pair.light.u)
    nodes.restV[node] = rest(pair.first.v, pair.second.v, pair.light.v)
  }
  hideUnseen(nodes)
}

/** Where the pictures agree the change cannot be seen and may be short; where not, it is long and uneven. */
function sameSceneStage(progress: number, confidence: number, unrest: number): Stage {
  const centre = 0.5 + unrest * 0.3 * (1 - confidence)
  const half = lerp(0.26, 0.16, confidence)
  const second = smoothstep(centre - half, centre + half, progress)
  return { first: 1 - second, second, slow: smoothstep(0.12, 0.88, progress) }
}

/**
 * Strangers change like a pull of focus: the first loses its detail before the second has all of its own, while light
 * and colour flow over. At no time are there two full pictures.
 */
function strangersStage(progress: number, unrest: number): Stage {
  const shift = unrest * 0.2
  return {
    first: 1 - smoothstep(0.22 + shift, 0.56 + shift, progress),
    second: smoothstep(0.44 + shift, 0.78 + shift, progress),
    slow: smoothstep(0.2, 0.76, progress),
  }
}

/** 1 inside a picture, 0 outside, with a soft edge of 3 %. */
function shownShare(x: number, y: number): number {
  return smoothstep(-0.03, 0.006, Math.min(x, 1 - x, y, 1 - y))
}
