import type { Job, StagedImage } from '../../catalog/job.ts'
import { whyNotForwarded } from '../forwarded-parameters.ts'
import { whyNoExtras } from '../no-extras.ts'

/** `WxH`, as the API wants it; the large sizes of the pro model are nothing that the contract can ask for. */
const sizes: Readonly<Record<string, string>> = { '16:9': '1280x720', '9:16': '720x1280' }

const parameters = {
  /** Members of the body that the contract's parameters or the operator set. */
  taken: ['model', 'prompt', 'seconds', 'size', 'input_reference'],
  /**
   * OpenAI's own API has nothing more. These are what SGLang takes beyond it and what changes neither the length nor the
   * number of films (3.8); another server refuses them in its words.
   */
  known: ['seed', 'num_inference_steps', 'guidance_scale'],
}

/** Why a server of this API cannot render the job, as part of a sentence; `null` when it can. */
export function whyNot(job: Job): string | null {
  const { mode, audio, watermark } = job
  if (mode !== 'text' && mode !== 'image') return 'the OpenAI Videos API renders from a text or a first frame'
  if (mode === 'image' && job.prompt === '')
    return 'Prompt: the OpenAI Videos API wants one with an image too'
  if (mode === 'text' && sizes[job.aspectRatio ?? ''] === undefined) {
    return `the OpenAI Videos API renders ${Object.keys(sizes).join(' and ')}, not ${job.aspectRatio}`
  }
  if (job.resolution !== '720P') return `the OpenAI Videos API renders 720P, not ${job.resolution}`
  // There is no switch: what it renders has sound (vendors-veo-sora-hunyuan-comfyui.md 3.3).
  if (!audio) return 'EnableAudio: the OpenAI Videos API has no switch for silence; its films have sound'
  if (watermark === true) return 'LogoAdd: the OpenAI Videos API has no watermark to add'
  const vendor = 'the OpenAI Videos API'
  return whyNoExtras(job, vendor) ?? whyNotForwarded(job, vendor, parameters)
}

/** An image has exactly the size of the film (the catalog's rule `pixels`, checked by intake). */
export const sizeOf = ({ aspectRatio }: Job, first: StagedImage | undefined): string =>
  first === undefined ? (sizes[aspectRatio ?? ''] ?? '') : `${first.width}x${first.height}`
