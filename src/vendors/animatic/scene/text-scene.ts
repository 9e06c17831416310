import type { RenderPlan, Scene } from '../render-plan.ts'
import { actorLayer, insertByDistance } from './actors/actor-layer.ts'
import { outdoorLight } from './actors/subject-light.ts'
import type { Troupe } from './actors/troupe.ts'
import { facingOf, followWidths, gatherTroupe, placeTroupe } from './actors/troupe.ts'
import { atmosphereFor } from './atmosphere.ts'
import { dressingOf } from './dressing.ts'
import { places } from './places/places.ts'
import type { CameraPath } from './stage/camera-path.ts'
import { cameraPathOf } from './stage/camera-path.ts'
import { createCompositor } from './stage/compositor.ts'
import type { Layer } from './stage/layer.ts'
import { createRolling } from './stage/rolling.ts'
import type { Site } from './stage/site.ts'
import { leanOf, lensOf, siteOf } from './stage/site.ts'
import type { Reading } from './understanding.ts'
import { understand } from './understanding.ts'

/**
 * Draws what a prompt says: a place at a time of day in its weather, filmed by a moving camera, with the subjects that
 * the cast knows. The same plan gives the same frames.
 */
export async function textScene(plan: RenderPlan): Promise<Scene> {
  const { reading, troupe, site, path, layers } = await buildSet(plan)
  const { width, height, framesPerSecond } = plan
  const compose = createCompositor(width, height, layers, site.atmosphere.haze)
  const turn = path.rolls ? createRolling(width, height) : null
  return {
    notes: notesOf(reading, troupe),
    frame(index) {
      const { pose, roll, rollZoom } = path.at(index)
      const frame = compose({ lens: site.lens, pose, seconds: index / framesPerSecond })
      return turn === null ? frame : turn(frame, roll, rollZoom)
    },
  }
}

/** Everything that stands before the camera, and the camera's way. */
export type FilmSet = {
  readonly reading: Reading
  readonly troupe: Troupe
  readonly site: Site
  readonly path: CameraPath
  /** Back to front. */
  readonly layers: readonly Layer[]
}

/** Reads the prompt, builds the place, and puts everyone on it. */
export async function buildSet(plan: RenderPlan): Promise<FilmSet> {
  const troupe = await gatherTroupe(plan)
  const reading = understand(plan.prompt, plan.negativePrompt, plan.seed, troupe.habitats[0] ?? null)
  const place = places[reading.place]
  const { framing } = place
  const lens = lensOf(plan.width, plan.height, framing)
  const follow = followWidths(troupe, plan, framing.follow ?? 0)
  const followPixels = facingOf({ lean: leanOf(plan.seed) }) * follow * plan.width
  const path = cameraPathOf(plan, lens.focal, framing.parallax, followPixels)
  const atmosphere = atmosphereFor(reading, framing)
  const site = siteOf(plan, reading, atmosphere, lens, path, new Set(troupe.habitats))
  const stage = place.build(site)
  const light = stage.light ?? outdoorLight(site)
  const actors = await placeTroupe(troupe, plan, site, stage.marks, light, follow)
  const seconds = plan.frameCount / plan.framesPerSecond
  const moving = [...actors.map((actor) => actorLayer(actor, seconds)), ...dressingOf(site)]
  return { reading, troupe, site, path, layers: insertByDistance(stage.layers, moving) }
}

function notesOf(reading: Reading, troupe: Troupe): Scene['notes'] {
  return {
    place: reading.place,
    time: reading.time,
    season: reading.season,
    weather: reading.particles ?? 'none',
    subjects: troupe.requests.map(({ kind, count }) => (count > 1 ? `${count} ${kind}` : kind)),
  }
}
