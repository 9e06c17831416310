import type { PlanarFrame, PlanImage, RenderPlan, Scene } from '../render-plan.ts'
import { guessDepth } from '../motion/depth.ts'
import { poseAt, viewThrough } from '../motion/camera.ts'
import { borderImage, oversampling } from '../picture/bordered-image.ts'
import { smoothstep } from '../picture/easing.ts'
import { cropImage, fitImage, fitIn, openImage, type Fit, type ImageSource } from '../picture/fit-image.ts'
import { bendMesh, createMesh, warpFrame } from '../picture/mesh-warp.ts'
import { copyFrame, createFrame, frameFromRgb, mixFrames, placeFrame } from '../picture/planar-frame.ts'

/**
 * A still brought to life by a camera that moves over it, with a little parallax. The first frame is the fitted image
 * itself. An image of another shape than the frame stays whole: it moves inside its own viewport over a blurred,
 * dimmed copy. Throws when the image cannot be decoded.
 */
export async function imageScene(plan: RenderPlan, image: PlanImage): Promise<Scene> {
  const { width, height, moves } = plan
  const source = await openImage(image.bytes)
  const fit = fitIn(source, width, height)
  const { viewport } = fit
  const drawShot = await createShot(plan, source, fit)
  const frame = createFrame(width, height)
  if (viewport.width === width && viewport.height === height) {
    return {
      notes: { moves, fit: 'cover' },
      frame(index) {
        drawShot(index, frame)
        return frame
      },
    }
  }
  const surround = frameFromRgb(await fitImage(source, width, height), width, height, 3)
  const window = createFrame(viewport.width, viewport.height)
  return {
    notes: { moves, fit: 'inset' },
    frame(index) {
      drawShot(index, window)
      copyFrame(surround, frame)
      placeFrame(window, frame, viewport.left, viewport.top)
      return frame
    },
  }
}

/**
 * The share of a shot over which the exact still gives way to the moving picture, whose resampling is a trace softer.
 * The camera has hardly left by then, so nothing doubles.
 */
const SETTLE = 0.04

/** Makes the function that draws the image's viewport at a frame of the shot. */
async function createShot(
  plan: RenderPlan,
  source: ImageSource,
  { crop, viewport: { width, height } }: Fit,
): Promise<(index: number, into: PlanarFrame) => void> {
  const still = frameFromRgb(await cropImage(source, crop, width, height), width, height, 3)
  const scale = oversampling(crop, width, height)
  const bordered = await borderImage(source, crop, width, height, scale)
  const depth = guessDepth(still)
  const mesh = createMesh(width, height)
  const shot = {
    moves: plan.moves,
    seed: plan.seed,
    durationSeconds: plan.frameCount / plan.framesPerSecond,
    aspect: width / height,
  }
  return (index, into) => {
    const t = index / Math.max(1, plan.frameCount - 1)
    if (t === 0) return copyFrame(still, into)
    bendMesh(mesh, viewThrough(poseAt(shot, t), bordered, width, height, depth))
    warpFrame(bordered.picture, mesh, into)
    if (t < SETTLE) mixFrames(still, into, into, smoothstep(0, SETTLE, t))
  }
}
