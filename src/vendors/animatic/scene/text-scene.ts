import type { RenderPlan, Scene } from '../render-plan.ts'
import { actorLayer, insertByDistance } from './actors/actor-layer.ts'
import { outdoorLight } from './actors/subject-light.ts'
import { facingOf, followWidths, gatherTroupe, placeTroupe } from './actors/troupe.ts'
import { atmosphereFor } from './atmosphere.ts'
import { dressingOf } from './dressing.ts'
import { places } from './places/places.ts'
import { cameraPathOf } from './stage/camera-path.ts'
import { createCompositor } from './stage/compositor.ts'
import { createRolling } from './stage/rolling.ts'
import { leanOf, lensOf, siteOf } from './stage/site.ts'
import { understand } from './understanding.ts'

/**
 * Draws what a prompt says: a place at a time of day in its weather, filmed by a moving camera, with the subjects that
 * the cast knows. The same plan gives the same frames.
 */
export async function textScene(plan: RenderPlan): Promise<Scene> {
  const troupe = await gatherTroupe(plan)
  const reading = understand(plan.prompt, plan.negativePrompt, plan.seed, troupe.habitats[0] ?? null)
  const place = places[reading.place]
  const lens = lensOf(plan.width, plan.height, place.framing)
  const follow = followWidths(troupe, plan, place.framing.follow ?? 0)
  const direction = facingOf({ lean: leanOf(plan.seed) })
  const path = cameraPathOf(plan, lens.focal, place.framing.parallax, direction * follow * plan.width)
  const air = atmosphereFor(reading, place.framing)
  const site = siteOf(plan, reading, air, lens, path, new Set(troupe.habitats))
  const stage = place.build(site)
  const actors = await placeTroupe(troupe, plan, site, stage.marks, stage.light ?? outdoorLight(site), follow)
  const seconds = plan.frameCount / plan.framesPerSecond
  const layers = insertByDistance(stage.layers, [
    ...actors.map((actor) => actorLayer(actor, seconds)),
    ...dressingOf(site),
  ])
  const compose = createCompositor(plan.width, plan.height, layers)
  const turn = path.rolls ? createRolling(plan.width, plan.height) : null
  return {
    notes: {
      place: reading.place,
      time: reading.time,
      season: reading.season,
      subjects: troupe.requests.map(({ kind, count }) => (count > 1 ? `${count} ${kind}` : kind)),
    },
    frame(index) {
      const { pose, roll, rollZoom } = path.at(index)
      const frame = compose({ lens, pose, seconds: index / plan.framesPerSecond })
      return turn === null ? frame : turn(frame, roll, rollZoom)
    },
  }
}
