import type { Job, StagedImage } from '../../catalog/job.ts'
import { whyNotForwarded } from '../forwarded-parameters.ts'
import { promptWithNegative } from '../negative-prompt.ts'
import { whyNoExtras } from '../no-extras.ts'

export type HunyuanApi = 'vclm' | 'tokenhub'

/** vclm reads so many characters of a prompt (product/1616, 2026); TokenHub says nothing, and the contract stops at 2000. */
const promptLengthMax = 200
/** As base64 (vendors-veo-sora-hunyuan-comfyui.md 4.1). */
const imageBytesMax = 8_000_000
const sideMax = 5000
const sideMin = 50
const ratioMax = 4

/** Nothing but what the request's members say is documented; `n` of TokenHub would pay for several films. */
const parameters = { taken: [], known: [] }

/** Why Tencent's own door to Hunyuan cannot render this job, as part of a sentence; `null` when it can. */
export function whyNot(job: Job, api: HunyuanApi): string | null {
  const { family, mode, prompt, aspectRatio, resolution } = job
  if (family !== 'Hunyuan') return `Hunyuan has no model for ${family}`
  if (mode !== 'text' && mode !== 'image') return 'Hunyuan renders from a text or a first frame'
  if (resolution !== '720P') return `Hunyuan renders 720P, not ${resolution}`
  if (job.durationSeconds !== 5) return `Hunyuan renders 5 seconds, not ${job.durationSeconds}`
  if (job.audio) return 'Hunyuan makes no sound'
  const refusal = whyNoExtras(job, 'Hunyuan') ?? whyNotForwarded(job, 'Hunyuan', parameters)
  if (refusal !== null || api === 'tokenhub') return refusal
  if (prompt.trim() === '') return 'Prompt: vclm wants one with an image too'
  if (mode === 'text' && aspectRatio !== '16:9')
    return `AspectRatio: vclm renders 16:9 only, not ${aspectRatio}`
  const { length } = Array.from(promptWithNegative(job).trim())
  return length > promptLengthMax
    ? `Prompt and NegativePrompt together have ${length} characters; vclm takes ${promptLengthMax} and has no field of its own for the second`
    : null
}

/** The same for what only the image itself tells. */
export function whyNotThis(image: StagedImage | undefined): string | null {
  if (image === undefined) return null
  const { parameter, width, height, sizeBytes } = image
  if (Math.ceil(sizeBytes / 3) * 4 > imageBytesMax) return `${parameter}: vclm takes images of at most 6 MB`
  if (Math.min(width, height) < sideMin || Math.max(width, height) > sideMax) {
    return `${parameter}: vclm takes sides of ${sideMin} to ${sideMax} pixels, and these are ${width}x${height}`
  }
  return Math.max(width / height, height / width) > ratioMax
    ? `${parameter}: vclm takes shapes up to ${ratioMax}:1, and this is ${width}x${height}`
    : null
}
