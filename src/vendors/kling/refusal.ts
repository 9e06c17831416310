import type { Job } from '../../catalog/job.ts'
import { whyNotForwarded } from '../forwarded-parameters.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { whyNoExtras } from '../no-extras.ts'
import { type Model, models, promptLengthMax } from './models.ts'

export type Abilities = {
  /** Whether the account has an API key; with an AccessKey alone only the legacy paths answer (0.2). */
  readonly hasApiKey: boolean
  /** Whether the operator says that his account still has the models that are reported as withdrawn. */
  readonly retiredModels: boolean
}

export type Choice =
  | { readonly model: Model; readonly api: 'new' | 'legacy' }
  /** Part of a sentence. */
  | { readonly refusal: string }

/** Members of Kling's bodies that the contract's parameters or Reelay set. */
const taken =
  'model model_name prompt negative_prompt mode aspect_ratio duration sound image image_tail image_list video_list contents settings options callback_url external_task_id watermark_info'.split(
    ' ',
  )
/** What a caller may add there (3.5). The new API has nothing but the switch of the models that cut shots (3.4). */
const legacyExtras =
  'cfg_scale static_mask dynamic_masks multi_shot shot_type multi_prompt voice_list element_list'.split(' ')

/** Which of Kling's models renders this job and by which API, or why none does. */
export function choose(job: Job, { hasApiKey, retiredModels }: Abilities): Choice {
  const model = job.family === 'Kling' ? models[job.version ?? ''] : undefined
  if (model === undefined)
    return { refusal: `Kling has no model for ${job.family} ${job.version ?? ''}`.trim() }
  const api = hasApiKey && model.model !== null ? 'new' : 'legacy'
  const refusal =
    whyRetired(job, model, retiredModels) ??
    whyUnable(job, model) ??
    whyNoExtras(job, 'Kling') ??
    whyForeign(job, model, api) ??
    whyTooLong(job, model, api)
  return refusal === null ? { model, api } : { refusal }
}

function whyRetired(job: Job, { retired }: Model, allowed: boolean): string | null {
  if (retired === undefined || allowed) return null
  return `Kling ${job.version} is reported as withdrawn by its vendor since ${retired}; ${insteadOf(job)}. An operator whose account still has it sets REELAY_VENDORS_KLING_RETIRED_MODELS=true`
}

/** The way that is left to the caller. In the seed edition 2.1 alone takes an end frame. */
function insteadOf({ mode, edition }: Job): string {
  if (mode !== 'frames') return 'ModelVersion 2.6 or 2.5 renders the same request'
  if (edition !== '2026-01-08') return 'ModelVersion 3.0 renders between two frames, and 2.5 and 2.6 at 1080P'
  return 'no other version of this edition takes LastImageUrl: leave it out, ask for ModelName Vidu, or have the operator set REELAY_EDITION=2026-08, where Kling 2.5, 2.6 and 3.0 take it'
}

function whyUnable(job: Job, { modes, resolutions, limits, sounds }: Model): string | null {
  const { version, mode, resolution, sceneType, videos = [], audios = [] } = job
  if (sceneType !== undefined) return `Reelay does not speak to Kling's ${sceneType} yet`
  // Kling takes a video by a public address only (3.4), and what was staged has none.
  const [material] = [...videos, ...audios]
  if (material !== undefined)
    return `${material.parameter}: Reelay cannot hand videos and sounds to Kling yet`
  if (!modes.includes(mode)) return `Kling ${version} does not render from ${words[mode]}`
  if (!resolutions.includes(resolution)) {
    return `Kling ${version} renders ${resolutions.join(' and ')}, not ${resolution}`
  }
  if (job.audio && sounds !== true) return `Kling ${version} makes no sound`
  return limits.find(({ when }) => when(job))?.because ?? null
}

const words: Readonly<Record<Job['mode'], string>> = {
  text: 'a text alone',
  image: 'a first frame',
  frames: 'a first and a last frame',
  references: 'reference images',
  video: 'a video',
}

function whyForeign(job: Job, { cutsShots }: Model, api: 'new' | 'legacy'): string | null {
  // Version 1 had it; no live model does (0.4).
  if ('camera_control' in job.additionalParameters) {
    return 'AdditionalParameters: camera_control has no live Kling model behind it; say the camera movement in the Prompt'
  }
  const known = api === 'legacy' ? legacyExtras : cutsShots === true ? ['multi_shot'] : []
  return whyNotForwarded(job, `Kling ${job.version}`, { taken, known })
}

/** Only the legacy API has a field for what to avoid, and not for its omni models. */
export const folds = ({ isOmni }: Model, api: 'new' | 'legacy'): boolean => api === 'new' || isOmni

function whyTooLong(job: Job, model: Model, api: 'new' | 'legacy'): string | null {
  const { length } = Array.from(folds(model, api) ? promptWithNegative(job) : job.prompt)
  return length > promptLengthMax
    ? `Prompt and NegativePrompt together have ${length} characters; Kling takes ${promptLengthMax} and has no field of its own for the second`
    : null
}
