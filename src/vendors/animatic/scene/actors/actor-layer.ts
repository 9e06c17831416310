import type { PlanarFrame } from '../../render-plan.ts'
import { uprightPlacement } from '../plate/view.ts'
import type { Layer, Moment } from '../stage/layer.ts'
import type { Actor } from './troupe.ts'

/**
 * Someone on the stage: moves with the camera as things at its distance do, and keeps to its own way besides.
 * @param durationSeconds Of the whole film.
 */
export function actorLayer(actor: Actor, durationSeconds: number): Layer {
  return {
    distance: actor.distance,
    draw({ frame }, moment) {
      const { x, y, heightPixels } = whereabouts(actor, moment, durationSeconds)
      const seconds = moment.seconds * actor.pace + actor.phaseSeconds
      const mirror = actor.subject.habitat === 'ground' ? actor.mark.mirror : 0
      const before = mirror > 0 ? frame.y.slice() : null
      actor.subject.draw(frame, { x, y, heightPixels, facing: actor.facing, seconds, opacity: 1 })
      if (before !== null) mirrorBelow(frame, before, Math.round(y), heightPixels, mirror)
    },
  }
}

/** Inserts layers where they belong by distance, keeping the order of those that are there. */
export function insertByDistance(layers: readonly Layer[], added: readonly Layer[]): Layer[] {
  const stage = [...layers]
  for (const layer of [...added].sort((a, b) => b.distance - a.distance)) {
    const nearer = stage.findIndex(({ distance }) => distance < layer.distance)
    stage.splice(nearer < 0 ? stage.length : nearer, 0, layer)
  }
  return stage
}

function whereabouts(actor: Actor, { lens, pose, seconds }: Moment, durationSeconds: number) {
  const placement = uprightPlacement(lens, pose, actor.distance)
  const share = seconds / durationSeconds - 0.5
  const scale = placement.frameX(1, 0) - placement.frameX(0, 0)
  const habitat = actor.subject.habitat
  const floats = habitat !== 'ground'
  // Whatever has no ground under it rises and falls a little.
  const bob = floats
    ? Math.sin(seconds * 1.3 + actor.phaseSeconds * 5) * lens.unit * (habitat === 'water' ? 0.004 : 0.012)
    : 0
  return {
    x: placement.frameX(actor.middleX + actor.facing * actor.wayPixels * share, actor.row),
    y: placement.frameY(actor.row + bob),
    heightPixels: actor.heightPixels * scale,
  }
}

/** A polished floor shows what was drawn above it upside down, fading with depth. */
function mirrorBelow(
  frame: PlanarFrame,
  before: Uint8Array,
  foot: number,
  heightPixels: number,
  strength: number,
): void {
  const { width, height, y } = frame
  const depth = Math.round(heightPixels * 0.7)
  for (let below = 1; below < depth && foot + below < height; below++) {
    const source = foot - below
    if (source < 0) break
    const share = strength * (1 - below / depth) ** 2
    const from = source * width
    const to = (foot + below) * width
    for (let x = 0; x < width; x++) {
      const change = y[from + x]! - before[from + x]!
      if (change === 0) continue
      y[to + x] = Math.min(235, Math.max(16, y[to + x]! + change * share))
    }
  }
}
