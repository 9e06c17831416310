import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { openEncoder } from '../encode/choose-encoder.ts'
import type { Film, FilmTags } from '../encode/encoder.ts'
import { drawBadge } from '../lettering/badge.ts'
import { captionOpacity, drawCaption } from '../lettering/caption.ts'
import { blendOverlay } from '../picture/overlay.ts'
import { copyFrame, createFrame } from '../picture/planar-frame.ts'
import type { PlanarFrame, RenderPlan, Scene } from '../render-plan.ts'
import { createAmbient } from '../sound/ambient.ts'
import { moodOf } from '../sound/mood.ts'
import { openScene } from './open-scene.ts'
import type { RenderOrder } from './render-order.ts'

/**
 * Draws a plan to a film on the disk.
 * @param report Is told the share of frames drawn, in whole percent, whenever it grows.
 * @returns SHA-256 of all frames before they were encoded: equal hashes mean equal pictures, whatever the encoder.
 * Throws EncodingFault, the signal's reason, or what the scene throws; no file is left then.
 */
export async function renderFilm(
  order: RenderOrder,
  signal: AbortSignal,
  report: (percent: number) => void,
): Promise<{ readonly frameHash: string }> {
  const { plan } = order
  const scene = await openScene(plan, order.images)
  const letter = await openLettering(plan)
  signal.throwIfAborted()
  const encoder = await openEncoder(order.encoder, filmOf(order, scene))
  const hash = createHash('sha256')
  const lettered = createFrame(plan.width, plan.height)
  let percent = 0
  try {
    for (let index = 0; index < plan.frameCount; index++) {
      // A copy: what is written over a scene's frame must not be there when the scene goes on from it.
      copyFrame(scene.frame(index), lettered)
      letter(lettered, index)
      hash.update(lettered.bytes)
      await encoder.write(lettered)
      const reached = Math.floor(((index + 1) * 100) / plan.frameCount)
      if (reached > percent) report(reached)
      percent = reached
      // Lets the thread hear a stop, also when the encoder never waits.
      await setImmediate()
      signal.throwIfAborted()
    }
    await encoder.finish()
  } catch (cause) {
    await encoder.abort()
    throw cause
  }
  return { frameHash: hash.digest('hex') }
}

function filmOf({ plan, path }: RenderOrder, scene: Scene): Film {
  const { width, height, outputWidth, outputHeight, framesPerSecond, frameCount } = plan
  const sound = plan.audio
    ? { sound: createAmbient(frameCount / framesPerSecond, plan.seed, moodOf(scene.notes)) }
    : {}
  const tags = tagsOf(plan, scene.notes)
  return { path, width, height, outputWidth, outputHeight, framesPerSecond, frameCount, tags, ...sound }
}

/** What the file says of itself. It must not pass for a model's work, so it never says "AI". */
function tagsOf(plan: RenderPlan, notes: Scene['notes']): FilmTags {
  return {
    title: 'Animatic preview (not model output)',
    comment: JSON.stringify({
      generator: 'Reelay animatic',
      model: plan.model,
      promptSha256: createHash('sha256').update(plan.prompt).digest('hex'),
      seed: plan.seed,
      mode: plan.mode,
      notes,
    }),
  }
}

/** Prepares badge and caption; the function it returns writes them over a frame. */
async function openLettering(plan: RenderPlan): Promise<(frame: PlanarFrame, index: number) => void> {
  const badge = await drawBadge(plan.width, plan.height)
  const caption = await drawCaption(plan)
  const durationSeconds = plan.frameCount / plan.framesPerSecond
  return (frame, index) => {
    const opacity = captionOpacity(index / plan.framesPerSecond, durationSeconds)
    if (opacity > 0) blendOverlay(frame, caption.overlay, caption.x, caption.y, opacity)
    blendOverlay(frame, badge.overlay, badge.x, badge.y, 1)
  }
}
