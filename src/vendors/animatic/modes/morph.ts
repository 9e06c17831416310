import type { PlanarFrame, PlanImage, RenderPlan, Scene } from '../render-plan.ts'
import { BORDER, mirrorBorder, type BorderedImage } from '../picture/bordered-image.ts'
import { easeGlide, smoothstep } from '../picture/easing.ts'
import { fitImage, openImage } from '../picture/fit-image.ts'
import { createMesh, warpFrame } from '../picture/mesh-warp.ts'
import { copyFrame, createFrame, evenSide, frameFromRgb, mixFrames } from '../picture/planar-frame.ts'
import { matchPictures } from './correspondence.ts'
import { barePlaces, standsApart, unmovedMatch } from './bare-places.ts'
import { findMovingThings } from './moving-things.ts'
import { cutOutThing, drawTravelling } from './travelling-sprite.ts'
import { unrestOf, weighNodes } from './dissolve-weights.ts'
import { createDissolveNodes, dissolveFrames } from './dissolve.ts'
import { bendTo, createNodePlaces, NO_PUSH, placeNodes, pushThrough } from './halfway-motion.ts'
import { changeOfLight, slowGradientsOf } from './slow-gradients.ts'

/**
 * From a start image to an end image. Pictures of one scene move into each other along their correspondence, so that
 * things glide, grow and turn; strangers are joined by one camera motion and a pull of focus. The first frame is the
 * first fitted image, the last frame the last. Throws when an image cannot be decoded.
 */
export async function morphScene(plan: RenderPlan, first: PlanImage, last: PlanImage): Promise<Scene> {
  const { width, height } = plan
  const start = await openPicture(first, width, height)
  const end = await openPicture(last, width, height)
  const things = findMovingThings(start.still, end.still).filter(standsApart)
  const match =
    things.length > 0 ? unmovedMatch(things, width, height) : matchPictures(start.still, end.still)
  const travelling = things.map((thing) => cutOutThing(thing, start.still, end.still))
  const [slowStart, slowEnd] = [slowGradientsOf(start.still), slowGradientsOf(end.still)]
  const light = changeOfLight(slowStart, slowEnd, match)
  const meshes = [createMesh(width, height), createMesh(width, height)] as const
  const pair = {
    match,
    first: slowStart,
    second: slowEnd,
    light,
    unrest: unrestOf(meshes[0], plan.seed),
    bare: barePlaces(things, meshes[0]),
  }
  const places = createNodePlaces(meshes[0])
  const nodes = createDissolveNodes(meshes[0].columns, meshes[0].rows)
  const drawn = [createFrame(width, height), createFrame(width, height)] as const
  const frame = createFrame(width, height)

  const drawBetween = (progress: number): void => {
    const push = match.aligned ? { first: NO_PUSH, second: NO_PUSH } : pushThrough(plan.moves, progress)
    const strength = match.aligned ? 1 : STRANGERS_STRENGTH
    placeNodes(
      meshes[0],
      match,
      { progress, strength, firstPush: push.first, secondPush: push.second },
      places,
    )
    weighNodes(pair, meshes[0], places, progress, nodes)
    if (things.length > 0) {
      dissolveFrames(start.still, end.still, nodes, frame)
      for (const sprite of travelling) drawTravelling(frame, sprite, progress)
      return
    }
    bendTo(meshes[0], places.first, start.bordered)
    bendTo(meshes[1], places.second, end.bordered)
    warpFrame(start.bordered.picture, meshes[0], drawn[0], nodes.hiddenA)
    warpFrame(end.bordered.picture, meshes[1], drawn[1], nodes.hiddenB)
    dissolveFrames(drawn[0], drawn[1], nodes, frame)
  }

  return {
    notes: {
      motion: match.aligned ? 'correspondence' : 'pull of focus',
      movingThings: things.length,
      confidence: Math.round(match.meanConfidence * 100) / 100,
    },
    frame(index) {
      const t = index / Math.max(1, plan.frameCount - 1)
      if (t === 0) copyFrame(start.still, frame)
      else if (t === 1) copyFrame(end.still, frame)
      else {
        drawBetween(easeGlide(t))
        if (t < SETTLE) mixFrames(start.still, frame, frame, smoothstep(0, SETTLE, t))
        if (1 - t < SETTLE) mixFrames(end.still, frame, frame, smoothstep(0, SETTLE, 1 - t))
      }
      return frame
    },
  }
}

/** The share of the film in which an exact still gives way to the moving picture, which is a trace softer. */
const SETTLE = 0.04

/** Strangers have no true correspondence: enough of it to lean into each other, not enough to bend a horizon. */
const STRANGERS_STRENGTH = 0.3

/** Pixels of a picture per pixel of the frame: two of them are drawn, so less than for a single still. */
const OVERSAMPLING = 1.5

type Picture = { readonly still: PlanarFrame; readonly bordered: BorderedImage }

async function openPicture(image: PlanImage, width: number, height: number): Promise<Picture> {
  const source = await openImage(image.bytes)
  const still = frameFromRgb(await fitImage(source, width, height), width, height, 3)
  const largeWidth = evenSide(width * OVERSAMPLING)
  const largeHeight = evenSide(height * OVERSAMPLING)
  const large = frameFromRgb(await fitImage(source, largeWidth, largeHeight), largeWidth, largeHeight, 3)
  const [side, top] = [evenSide(largeWidth * BORDER), evenSide(largeHeight * BORDER)]
  return {
    still,
    bordered: {
      picture: mirrorBorder(large, { left: side, right: side, top, bottom: top }),
      scaleX: largeWidth / width,
      scaleY: largeHeight / height,
      originX: side,
      originY: top,
    },
  }
}
