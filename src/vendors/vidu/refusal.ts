import type { Job, StagedImage } from '../../catalog/job.ts'
import { whyNotForwarded } from '../forwarded-parameters.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { endpoints, frameRatio, limits, promptLengthMax, resolutions } from './models.ts'

const parameters = {
  /** Members of Vidu's bodies that the contract's parameters or Reelay set. */
  taken:
    'model prompt images subjects duration resolution aspect_ratio audio bgm off_peak watermark payload callback_url'.split(
      ' ',
    ),
  /** The common members of 4.2, and `is_rec`, by which the prompt is left to Vidu. */
  known: 'seed movement_amplitude wm_position wm_url meta_data voice_id audio_type is_rec'.split(' '),
}

/** Why Vidu cannot render this job, as part of a sentence; `null` when it can. */
export function whyNot(job: Job): string | null {
  if (job.family !== 'Vidu') return `Vidu has no model for ${job.family}`
  const [material] = [...(job.videos ?? []), ...(job.audios ?? [])]
  // A video goes to Vidu by a public address only (4.2), and what was staged has none.
  if (material !== undefined || job.mode === 'video') {
    return `${material?.parameter ?? 'VideoInfos'}: Reelay cannot hand videos and sounds to Vidu yet`
  }
  const { versions } = endpoints[job.mode]
  if (job.version === null || !versions.includes(job.version)) {
    return `Vidu ${job.version} does not render from ${words[job.mode]}; ${versions.join(', ')} do`
  }
  if (!resolutions.includes(job.resolution)) {
    return `Vidu renders ${resolutions.join(', ')}, not ${job.resolution}`
  }
  return (
    limits.find(({ when }) => when(job))?.because ??
    whyNotForwarded(job, 'Vidu', parameters) ??
    whyTooLong(job)
  )
}

const words = {
  text: 'a text alone',
  image: 'a first frame',
  frames: 'a first and a last frame',
  references: 'reference images',
}

/** The same for what only the images themselves tell. */
export function whyNotThese(images: readonly StagedImage[]): string | null {
  const first = images.find(({ role }) => role === 'first')
  const last = images.find(({ role }) => role === 'last')
  if (first === undefined || last === undefined) return null
  const ratio = (first.width * first.height) / (last.width * last.height)
  if (ratio >= frameRatio.from && ratio <= frameRatio.to) return null
  return `LastImageUrl: Vidu wants two frames of about the same size, and these have ${first.width}x${first.height} and ${last.width}x${last.height} pixels`
}

function whyTooLong(job: Job): string | null {
  const { length } = Array.from(promptWithNegative(job))
  return length > promptLengthMax
    ? `Prompt and NegativePrompt together have ${length} characters; Vidu takes ${promptLengthMax} and has no field of its own for the second`
    : null
}
