import type { Job } from '../../catalog/job.ts'

/** What MiniMax can render of a version, where that is less than the contract allows. */
type Model = {
  /** MiniMax's own name. */
  readonly model: string
  readonly modes: readonly Job['mode'][]
  /** By resolution, the seconds that can be asked for. */
  readonly seconds: Readonly<Record<string, readonly number[]>>
}

/** Reviewed against platform.minimax.io on 2026-10-08; two or more copies agree (vendors-kling-vidu-hailuo.md 5.2). */
const usual = { '768P': [6, 10], '1080P': [6] }
const models: Readonly<Record<string, Model>> = {
  '02': { model: 'MiniMax-Hailuo-02', modes: ['text', 'image', 'frames'], seconds: usual },
  '2.3': { model: 'MiniMax-Hailuo-2.3', modes: ['text', 'image'], seconds: usual },
  '2.3-fast': { model: 'MiniMax-Hailuo-2.3-Fast', modes: ['image'], seconds: usual },
}

/** The prompt of every V1 model, in characters. */
export const promptLengthMax = 2000

export const modelOf = ({ family, version }: Pick<Job, 'family' | 'version'>): Model | undefined =>
  family === 'Hailuo' && version !== null ? models[version] : undefined

/** Why MiniMax cannot render this job, as part of a sentence; `null` when it can. */
export function whyNot(job: Job): string | null {
  const { family, version, mode, resolution, durationSeconds } = job
  const model = modelOf(job)
  if (model === undefined) return `MiniMax has no model for ${family}${version === null ? '' : ` ${version}`}`
  if (!model.modes.includes(mode)) return `${model.model} does not render from ${inputOf(mode)}`
  const seconds = model.seconds[resolution]
  if (seconds === undefined) {
    return `${model.model} renders ${Object.keys(model.seconds).join(' and ')}, not ${resolution}`
  }
  if (!seconds.includes(durationSeconds)) {
    return `${model.model} renders ${seconds.join(' or ')} seconds at ${resolution}, not ${durationSeconds}`
  }
  if (job.audio) return `${model.model} makes no sound`
  if (job.watermark === true) return 'the international MiniMax API has no switch for a watermark'
  return null
}

function inputOf(mode: Job['mode']): string {
  switch (mode) {
    case 'text':
      return 'a text alone'
    case 'image':
      return 'a first frame'
    case 'frames':
      return 'a first and a last frame'
    case 'references':
      return 'reference images'
    case 'video':
      return 'a video'
  }
}
