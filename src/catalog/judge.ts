import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes.ts'
import { parseAdditionalParameters } from './additional-parameters.ts'
import { examine, type Examination } from './examine.ts'
import type { Bucket, Job, NamedImage } from './job.ts'
import { refusalOf, type Refusal } from './refusal.ts'
import { remediesFor } from './remedy.ts'
import { asked, edited } from './wire-parameters.ts'

export type Judgement =
  | { readonly job: Job }
  | {
      /** At least one. The first decides the code of the answer. */
      readonly findings: readonly Refusal[]
      /** The request with the first remedy of every finding: legal, where `findings` all have one. */
      readonly closest: CreateAigcVideoTaskRequest
    }

/**
 * Decides whether a request of the right shape makes sense for its model. Nothing is clamped and nothing is dropped:
 * the answer is a job whose every value is the asked one or a documented default, or the list of what does not hold.
 */
export function judge(request: CreateAigcVideoTaskRequest, edition: EditionName): Judgement {
  const examination = examine(request, edition)
  return examination.complaints.length === 0
    ? { job: jobOf(request, edition, examination) }
    : refused(request, edition)
}

/** Mends one complaint after the other, so that a later finding never follows from an earlier one. */
function refused(request: CreateAigcVideoTaskRequest, edition: EditionName): Judgement {
  const findings: Refusal[] = []
  const reported = new Set<string>()
  let draft = request
  for (;;) {
    const complaint = examine(draft, edition).complaints.find(({ path }) => !reported.has(path))
    if (complaint === undefined) return { findings, closest: draft }
    reported.add(complaint.path)
    const remedies = remediesFor(complaint, draft, edition)
    findings.push(refusalOf(complaint, remedies, draft, edition))
    const [best] = remedies
    if (best !== undefined) draft = edited(draft, best.edits)
    for (const path of best?.needs ?? []) reported.add(path)
  }
}

function jobOf(request: CreateAigcVideoTaskRequest, edition: EditionName, examination: Examination): Job {
  const { family, facts, values } = examination
  const { Duration, Resolution, AspectRatio, Sound, ModelVersion } = values
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
    ...references.map(({ ImageUrl: url, ReferenceType }, index): NamedImage => {
      if (url === undefined) throw new Error('A reference image without an address passed the judge.')
      const parameter = `ImageInfos.${index}.ImageUrl`
      return {
        parameter,
        role: 'reference',
        url,
        ...(ReferenceType === undefined ? {} : { referenceType: ReferenceType }),
      }
    }),
  ]
}

function bucketOf(request: CreateAigcVideoTaskRequest): Bucket | undefined {
  const param = request.StoreCosParam
  if (param?.CosBucketName === undefined || param.CosBucketRegion === undefined) return undefined
  return { name: param.CosBucketName, region: param.CosBucketRegion, path: param.CosBucketPath ?? '' }
}
