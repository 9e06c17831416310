import type { Job } from '../../catalog/job.ts'
import { whyTaken } from '../forwarded-parameters.ts'
import { promptWithNegative } from '../negative-prompt.ts'
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
const own: ReadonlySet<string> = new Set(
  'model model_name prompt negative_prompt mode aspect_ratio duration sound image image_tail image_list video_list contents settings options callback_url external_task_id watermark_info'.split(
    ' ',
  ),
)

/** Which of Kling's models renders this job and by which API, or why none does. */
export function choose(job: Job, { hasApiKey, retiredModels }: Abilities): Choice {
  const model = job.family === 'Kling' ? models[job.version ?? ''] : undefined
  if (model === undefined)
    return { refusal: `Kling has no model for ${job.family} ${job.version ?? ''}`.trim() }
  const refusal =
    whyRetired(job, model, retiredModels) ??
    whyUnable(job, model) ??
    whyForeign(job) ??
    whyTooLong(job, model, hasApiKey)
  if (refusal !== null) return { refusal }
  return { model, api: hasApiKey && model.model !== null ? 'new' : 'legacy' }
}

const whyRetired = ({ version }: Job, { retired }: Model, allowed: boolean): string | null =>
  retired === undefined || allowed
    ? null
    : `Kling ${version} is reported as withdrawn by its vendor since ${retired}; an operator whose account still has it sets REELAY_VENDORS_KLING_RETIRED_MODELS=true`

function whyUnable(job: Job, { modes, resolutions, limits }: Model): string | null {
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
  return limits.find(({ when }) => when(job))?.because ?? null
}

const words: Readonly<Record<Job['mode'], string>> = {
  text: 'a text alone',
  image: 'a first frame',
  frames: 'a first and a last frame',
  references: 'reference images',
  video: 'a video',
}

function whyForeign(job: Job): string | null {
  // Version 1 had it; no live model does (0.4).
  if ('camera_control' in job.additionalParameters) {
    return 'AdditionalParameters: camera_control has no live Kling model behind it; say the camera movement in the Prompt'
  }
  return whyTaken(job, own)
}

/** Only the legacy API has a field for what to avoid, and not for its omni models. */
export const folds = ({ isOmni }: Model, api: 'new' | 'legacy'): boolean => api === 'new' || isOmni

function whyTooLong(job: Job, model: Model, hasApiKey: boolean): string | null {
  const api = hasApiKey && model.model !== null ? 'new' : 'legacy'
  const { length } = Array.from(folds(model, api) ? promptWithNegative(job) : job.prompt)
  return length > promptLengthMax
    ? `Prompt and NegativePrompt together have ${length} characters; Kling takes ${promptLengthMax} and has no field of its own for the second`
    : null
}
