import { createHash } from 'node:crypto'
import type { Job, StagedImage } from '../../catalog/job.ts'
import { movesFor } from './motion/parse-moves.ts'
import { outputSizeFor, shapeOf } from './output-size.ts'
import { VendorFault } from '../vendor.ts'
import type { DrawnMode, PlannedImage, RenderPlan } from './render-plan.ts'

const FRAMES_PER_SECOND = 24
const SHAPE_WITHOUT_A_WISH = '16:9'

/**
 * Everything that a render of this job depends on. Pure: the same job and images give the same plan.
 * @throws VendorFault refused, when the job is to edit or to follow a video
 */
export function composePlan(job: Job, images: readonly StagedImage[]): RenderPlan {
  const size = outputSizeFor(job.resolution, shapeFor(job, images))
  const frameCount = Math.round(job.durationSeconds * FRAMES_PER_SECOND)
  const seed = seedFor(job, images)
  const { prompt, negativePrompt } = job
  return {
    mode: drawnMode(job),
    ...size,
    framesPerSecond: FRAMES_PER_SECOND,
    frameCount,
    seed,
    prompt,
    negativePrompt,
    moves: movesFor(prompt, negativePrompt, job.additionalParameters['camera_control'], seed),
    audio: job.audio || job.backgroundMusic === true,
    model: job.version === null ? job.family : `${job.family} ${job.version}`,
    images: plannedImages(images),
  }
}

function drawnMode({ mode, family }: Job): DrawnMode {
  if (mode !== 'video') return mode
  throw new VendorFault(
    'refused',
    `An animatic is drawn from words and images; it cannot edit or follow a video. Leave out VideoInfos to see a preview, or give ${family} a vendor that takes videos.`,
  )
}

/** What was asked, else what the first image has, else wide. */
function shapeFor(job: Job, [image]: readonly StagedImage[]): number {
  if (job.aspectRatio !== undefined) return shapeOf(job.aspectRatio)
  return image ? image.width / image.height : shapeOf(SHAPE_WITHOUT_A_WISH)
}

/** The caller's own seed in 32 bits, else one that another wish is unlikely to share. */
function seedFor(job: Job, images: readonly StagedImage[]): number {
  const wished = job.additionalParameters['seed']
  if (typeof wished === 'number' && Number.isInteger(wished)) return wished >>> 0
  const { mode, prompt, negativePrompt, durationSeconds, resolution, aspectRatio, family, version } = job
  const wish = { mode, prompt, negativePrompt, durationSeconds, resolution, aspectRatio, family, version }
  const hash = createHash('sha256').update(JSON.stringify([wish, images.map(({ sha256 }) => sha256)]))
  return hash.digest().readUInt32BE(0)
}

function plannedImages(images: readonly StagedImage[]): readonly PlannedImage[] {
  let references = 0
  return images.map(({ role, key, sha256, referenceType, name }) => {
    switch (role) {
      case 'first':
        return { role, key, sha256, label: 'First frame' }
      case 'last':
        return { role, key, sha256, label: 'Last frame' }
      case 'reference': {
        references++
        const known = name ?? referenceType
        const label = `Reference ${references}${known ? ` · ${known}` : ''}`
        return { role, key, sha256, label }
      }
    }
  })
}
