import type { Job, StagedInputs } from '../../catalog/job.ts'
import { whyNotForwarded } from '../forwarded-parameters.ts'
import { whyNoExtras } from '../no-extras.ts'

type Model = {
  /** Google's own name, the GA models of 2025-11-17. Whether they are still served could not be seen (12). */
  readonly model: string
  readonly resolutions: readonly string[]
}

/** The constraint matrix of Veo 3.1 on Vertex AI (vendors-veo-sora-hunyuan-comfyui.md 2.4). */
const models: Readonly<Record<string, Model>> = {
  '3.1': { model: 'veo-3.1-generate-001', resolutions: ['720P', '1080P', '4K'] },
  '3.1-fast': { model: 'veo-3.1-fast-generate-001', resolutions: ['720P', '1080P', '4K'] },
}

/** The one that a probe asks for: both would do. */
export const probedModel = 'veo-3.1-generate-001'

export const modelOf = ({ family, version }: Pick<Job, 'family' | 'version'>): Model | undefined =>
  family === 'GV' && version !== null ? models[version] : undefined

/** Google gives so much to a whole request; in base64 everything grows by a third (2.2). */
const imageBytesMax = 14_000_000

const parameters = {
  /** Parameters of Google that the contract's own members or Reelay set. */
  taken:
    'sampleCount durationSeconds aspectRatio resolution negativePrompt enhancePrompt generateAudio storageUri'.split(
      ' ',
    ),
  known: ['seed', 'personGeneration', 'resizeMode', 'compressionQuality'],
}

/** Why Veo cannot render this job, as part of a sentence; `null` when it can. */
export function whyNot(job: Job): string | null {
  const model = modelOf(job)
  if (model === undefined) return `Google has no model for ${job.family} ${job.version ?? ''}`.trim()
  const { mode, resolution, images, prompt } = job
  if (!model.resolutions.includes(resolution)) {
    return `Veo renders ${model.resolutions.join(', ')}, not ${resolution}`
  }
  if (mode === 'references' && prompt.trim() === '') return 'Prompt: Veo needs one with reference images'
  const styled = images.find(({ referenceType }) => referenceType?.toLowerCase() === 'style')
  // Veo 2 had it; Veo 3.1 refuses it (docs.cloudsway.net).
  if (styled !== undefined) return 'ReferenceType: Veo 3.1 takes no reference of a style, only assets'
  if (mode === 'references' && job.aspectRatio === '9:16') {
    // Reported to fail, in spite of older and newer pages (comfyui-google-genmedia-custom-nodes issue 7).
    return 'AspectRatio: Veo renders references at 16:9 only'
  }
  if (job.watermark === true) return 'LogoAdd: Veo has no watermark to add'
  return whyNoExtras(job, 'Veo') ?? whyNotForwarded(job, 'Veo', parameters)
}

/** The same for what only the images themselves tell. */
export function whyNotThese({ images }: StagedInputs): string | null {
  const bytes = images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  return bytes > imageBytesMax
    ? `the images have ${Math.ceil(bytes / 1_000_000)} MB together, and Veo takes ${imageBytesMax / 1_000_000}`
    : null
}
