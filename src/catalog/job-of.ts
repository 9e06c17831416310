import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import type { Examination, Settled } from './examine.ts'
import type { Value } from './grammar.ts'
import type { Bucket, Job, NamedAudio, NamedImage, NamedVideo } from './job.ts'
import { asked } from './wire-parameters.ts'

/** The job of a request that the examination has nothing against: asked values and documented defaults. */
export function jobOf(
  request: CreateAigcVideoTaskRequest,
  edition: EditionName,
  examination: Examination,
): Job {
  const { family, facts, values } = examination
  const { Duration, Resolution, AspectRatio, Sound, ModelVersion, SceneType } = values
  if (family === undefined || typeof Duration !== 'number' || Resolution === undefined) {
    throw new Error(
      `The catalog of ${edition} leaves a legal request without family, duration or resolution.`,
    )
  }
  const bucket = bucketOf(request)
  return {
    edition,
    family: family.name,
    version: ModelVersion === undefined ? null : String(ModelVersion),
    mode: facts.mode,
    prompt: request.Prompt ?? '',
    negativePrompt: request.NegativePrompt ?? '',
    enhancePrompt: values.EnhancePrompt === true,
    images: imagesOf(request),
    durationSeconds: Duration,
    resolution: String(Resolution),
    ...(AspectRatio === undefined ? {} : { aspectRatio: String(AspectRatio) }),
    audio: Sound === true,
    ...materialOf(request, values),
    ...(SceneType === undefined ? {} : { sceneType: String(SceneType) }),
    ...switchesOf(values),
    additionalParameters: parseAdditionalParameters(request.AdditionalParameters ?? '').value,
    ...(bucket === undefined ? {} : { bucket }),
    ...(request.Operator === undefined ? {} : { operator: request.Operator }),
  }
}

function imagesOf(request: CreateAigcVideoTaskRequest): readonly NamedImage[] {
  const { ImageUrl, LastImageUrl } = request
  const references = asked(request, 'ImageInfos') === undefined ? [] : (request.ImageInfos ?? [])
  return [
    ...(ImageUrl === undefined ? [] : [{ parameter: 'ImageUrl', role: 'first', url: ImageUrl } as const]),
    ...(LastImageUrl === undefined
      ? []
      : [{ parameter: 'LastImageUrl', role: 'last', url: LastImageUrl } as const]),
    ...references.map(({ ImageUrl: url, ReferenceType, Text }, index): NamedImage => {
      if (url === undefined) throw new Error('A reference image without an address passed the judge.')
      const parameter = `ImageInfos.${index}.ImageUrl`
      return {
        parameter,
        role: 'reference',
        url,
        ...(ReferenceType === undefined ? {} : { referenceType: ReferenceType }),
        ...(Text === undefined ? {} : { name: Text }),
      }
    }),
  ]
}

/** Videos and sounds; nothing where there are none. */
function materialOf(
  { VideoInfos = [], AudioInfos = [] }: CreateAigcVideoTaskRequest,
  { ReferType, KeepOriginalSound }: Settled,
): Pick<Job, 'videos' | 'audios'> {
  const videos = VideoInfos.map((info, index): NamedVideo => {
    if (info.VideoUrl === undefined) throw new Error('A video without an address passed the judge.')
    return {
      parameter: `VideoInfos.${index}.VideoUrl`,
      url: info.VideoUrl,
      use: is('feature', info.ReferType ?? ReferType) ? 'feature' : 'base',
      keepOriginalSound: is('yes', info.KeepOriginalSound ?? KeepOriginalSound),
    }
  })
  const audios = AudioInfos.map(({ AudioUrl: url }, index): NamedAudio => {
    if (url === undefined) throw new Error('A sound without an address passed the judge.')
    return { parameter: `AudioInfos.${index}.AudioUrl`, url }
  })
  return { ...(videos.length === 0 ? {} : { videos }), ...(audios.length === 0 ? {} : { audios }) }
}

function is(word: string, value: Value | undefined): boolean {
  return typeof value === 'string' && value.toLowerCase() === word
}

/** In an edition without such members the job says nothing of them. */
function switchesOf({
  LogoAdd,
  OffPeak,
  EnableBgm,
}: Settled): Pick<Job, 'watermark' | 'offPeak' | 'backgroundMusic'> {
  return {
    ...(LogoAdd === undefined ? {} : { watermark: LogoAdd === 1 }),
    ...(OffPeak === undefined ? {} : { offPeak: OffPeak === true }),
    ...(EnableBgm === undefined ? {} : { backgroundMusic: EnableBgm === true }),
  }
}

function bucketOf(request: CreateAigcVideoTaskRequest): Bucket | undefined {
  const param = request.StoreCosParam
  if (param?.CosBucketName === undefined || param.CosBucketRegion === undefined) return undefined
  return { name: param.CosBucketName, region: param.CosBucketRegion, path: param.CosBucketPath ?? '' }
}
