import type { CameraMove } from '../render-plan.ts'
import { sampleFieldAt } from '../picture/field.ts'
import { bendMesh, MESH_CELL, type Mesh } from '../picture/mesh-warp.ts'
import type { BorderedImage } from '../picture/bordered-image.ts'
import type { Correspondence } from './correspondence.ts'

/** What each mesh node shows of either picture: x and y in fractions of the picture, node by node. */
export type NodePlaces = { readonly first: Float32Array; readonly second: Float32Array }

/** How far each picture is zoomed and shifted about its centre, in fractions of the picture. */
export type Push = { readonly zoom: number; readonly x: number; readonly y: number }

export type HalfwayMotion = {
  /** 0 the first picture's geometry, 1 the second's. */
  readonly progress: number
  /** How much of the correspondence is followed, 0 to 1. */
  readonly strength: number
  readonly firstPush: Push
  readonly secondPush: Push
}

export const NO_PUSH: Push = { zoom: 1, x: 0, y: 0 }

export function createNodePlaces(mesh: Mesh): NodePlaces {
  const size = mesh.columns * mesh.rows * 2
  return { first: new Float32Array(size), second: new Float32Array(size) }
}

/** Finds what each node shows at a moment of the motion. */
export function placeNodes(
  mesh: Mesh,
  match: Correspondence,
  motion: HalfwayMotion,
  places: NodePlaces,
): void {
  const { first, second } = places
  const ahead = 2 * motion.progress - 1
  for (let row = 0, node = 0; row < mesh.rows; row++) {
    for (let column = 0; column < mesh.columns; column++, node += 2) {
      const x = (column * MESH_CELL + 0.5) / mesh.width
      const y = (row * MESH_CELL + 0.5) / mesh.height
      // A point h of the halfway picture stands at h + ahead * offset(h) now: solve for h.
      let [halfX, halfY, offsetX, offsetY] = [x, y, 0, 0]
      for (let step = 0; step < 4; step++) {
        offsetX = sampleFieldAt(match.offsetX, halfX, halfY) * motion.strength
        offsetY = sampleFieldAt(match.offsetY, halfX, halfY) * motion.strength
        halfX = x - ahead * offsetX
        halfY = y - ahead * offsetY
      }
      first[node] = pushed(halfX - offsetX, motion.firstPush.zoom, motion.firstPush.x)
      first[node + 1] = pushed(halfY - offsetY, motion.firstPush.zoom, motion.firstPush.y)
      second[node] = pushed(halfX + offsetX, motion.secondPush.zoom, motion.secondPush.x)
      second[node + 1] = pushed(halfY + offsetY, motion.secondPush.zoom, motion.secondPush.y)
    }
  }
}

/** Turns places into a mesh over a bordered picture. */
export function bendTo(mesh: Mesh, places: Float32Array, source: BorderedImage): void {
  bendMesh(mesh, (x, y, into) => {
    const node = ((y / MESH_CELL) * mesh.columns + x / MESH_CELL) * 2
    into[0] = places[node]! * mesh.width * source.scaleX + source.originX - 0.5
    into[1] = places[node + 1]! * mesh.height * source.scaleY + source.originY - 0.5
  })
}

/**
 * One camera motion through both pictures, for pairs that have no motion of their own: the first leaves by it, the
 * second arrives by it. Forward, unless the caller's words ask otherwise. The views stay within the pictures' borders
 * for as long as anything is seen there.
 */
export function pushThrough(
  moves: readonly CameraMove[],
  progress: number,
): { readonly first: Push; readonly second: Push } {
  const backward = moves.includes('zoom-out')
  const across = sum(moves, 'pan-right', 'pan-left')
  const down = sum(moves, 'tilt-down', 'tilt-up')
  const sideways = !backward && (across !== 0 || down !== 0)
  const [leave, arrive] = backward ? [0.86, 1.26] : sideways ? [1.1, 1.06] : [1.3, 0.83]
  const left = 1 - progress
  return {
    first: { zoom: leave ** progress, x: 0.11 * across * progress, y: 0.11 * down * progress },
    second: { zoom: arrive ** left, x: -0.11 * across * left, y: -0.11 * down * left },
  }
}

function sum(moves: readonly CameraMove[], positive: CameraMove, negative: CameraMove): number {
  return (moves.includes(positive) ? 1 : 0) - (moves.includes(negative) ? 1 : 0)
}

function pushed(place: number, zoom: number, shift: number): number {
  return 0.5 + (place - 0.5) / zoom + shift
}
