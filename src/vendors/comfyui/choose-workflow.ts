import type { Job, JsonValue } from '../../catalog/job.ts'
import { forwardedParameters } from '../forwarded-parameters.ts'
import type { Workflow } from './workflow.ts'

export type Choice =
  | { readonly workflow: Workflow }
  /** Part of a sentence. */
  | { readonly refusal: string }

/**
 * Which workflow renders this job, or why none does. One that names the version comes before one that names the family,
 * and that before one for all; then the operator's before ours. The first that can do all of the job is taken.
 */
export function chooseWorkflow(job: Job, workflows: readonly Workflow[]): Choice {
  const never = whyNever(job)
  if (never !== null) return { refusal: never }
  const serving = candidates(job, workflows)
  const asked = job.additionalParameters['workflow']
  const named = asked === undefined ? serving : serving.filter(({ name }) => name === asked)
  const [first] = named
  if (first === undefined) return { refusal: whyNone(job, serving, asked) }
  const able = named.find((workflow) => whyUnable(job, workflow) === null)
  return able === undefined ? { refusal: whyUnable(job, first) ?? '' } : { workflow: able }
}

function candidates(job: Job, workflows: readonly Workflow[]): readonly Workflow[] {
  const rank = ({ serves, isOwn }: Workflow): number => {
    const closeness = [`${job.family} ${job.version}`, job.family, '*'].findIndex((key) =>
      serves.includes(key),
    )
    return closeness * 2 + (isOwn ? 0 : 1)
  }
  return workflows
    .filter((workflow) => workflow.mode === job.mode && rank(workflow) >= 0)
    .toSorted((one, other) => rank(one) - rank(other))
}

const words: Readonly<Record<Job['mode'], string>> = {
  text: 'a text alone',
  image: 'a first frame',
  frames: 'a first and a last frame',
  references: 'reference images',
  video: 'a video',
}

/** What no workflow could do. */
function whyNever({ sceneType, videos = [], audios = [], ...job }: Job): string | null {
  const [material] = [...videos, ...audios]
  if (material !== undefined) return `${material.parameter}: a workflow of ComfyUI has no slot for it`
  if (sceneType !== undefined) return `a workflow of ComfyUI knows no ${sceneType}`
  if (job.watermark === true) return 'LogoAdd: ComfyUI adds no watermark'
  if (job.offPeak === true || job.backgroundMusic === true) return 'ComfyUI knows no OffPeak and no EnableBgm'
  return null
}

function whyNone(job: Job, serving: readonly Workflow[], asked: JsonValue | undefined): string {
  const what = `${job.family} ${job.version ?? ''}`.trim()
  if (serving.length > 0) {
    const names = serving.map(({ name }) => name).join(', ')
    return `AdditionalParameters: workflow has to be one of ${names} for ${what} from ${words[job.mode]}, not ${JSON.stringify(asked)}`
  }
  return `no workflow renders ${what} from ${words[job.mode]}; the operator adds one in the directory of REELAY_VENDORS_COMFYUI_WORKFLOWS`
}

function whyUnable(job: Job, workflow: Workflow): string | null {
  const { name, pixels, secondsMax, sound } = workflow
  if (pixels[job.resolution] === undefined) {
    return `the workflow ${name} renders ${Object.keys(pixels).join(' and ')}, not ${job.resolution}`
  }
  if (job.durationSeconds > secondsMax) {
    return `the workflow ${name} renders up to ${secondsMax} seconds, not ${job.durationSeconds}`
  }
  if (job.mode === 'text' && ratioOf(job) === null) {
    return `AspectRatio: the workflow ${name} needs a shape such as 16:9, not ${job.aspectRatio}`
  }
  if (job.audio !== sound) {
    return `EnableAudio: the films of the workflow ${name} ${sound ? 'have sound' : 'are silent'}`
  }
  return whyStrange(job, workflow)
}

const seedMax = 2 ** 48

function whyStrange(job: Job, { name, parameters }: Workflow): string | null {
  const known = new Map(Object.entries({ ...parameters, seed: { from: 0, to: seedMax, whole: true } }))
  for (const [key, value] of Object.entries(forwardedParameters(job))) {
    if (key === 'workflow') continue
    const range = known.get(key)
    if (range === undefined) {
      return `AdditionalParameters: the workflow ${name} takes workflow, ${[...known.keys()].join(', ')}, not ${key}`
    }
    const { from, to, whole } = range
    const isFit = typeof value === 'number' && (!whole || Number.isInteger(value))
    if (!isFit || value < from || value > to) {
      return `AdditionalParameters: ${key} has to be a ${whole ? 'whole ' : ''}number from ${from} to ${to}`
    }
  }
  return null
}

/** Width by height as the caller asked for it; `null` where he did not. */
export function ratioOf({ aspectRatio = '' }: Pick<Job, 'aspectRatio'>): number | null {
  const [, width, height] = /^([1-9]\d*):([1-9]\d*)$/.exec(aspectRatio) ?? []
  return width === undefined || height === undefined ? null : Number(width) / Number(height)
}
