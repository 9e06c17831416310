import { findFamily } from '../../src/catalog/editions.ts'
import type { Job, Mode, StagedImage, StagedInputs } from '../../src/catalog/job.ts'
import { judge } from '../../src/catalog/judge.ts'
import type { EditionName } from '../../src/contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../../src/contract/shapes-2026-08.ts'

export type NamedJob = { readonly title: string; readonly job: Job; readonly inputs: StagedInputs }

const url = (name: string) => `https://example.com/${name}.png`

/** The simplest requests for every mode. */
const requests: readonly (readonly [Mode, CreateAigcVideoTaskRequest])[] = [
  ['text', { Prompt: 'a cat on a skateboard' }],
  ['image', { Prompt: 'it rolls', ImageUrl: url('first') }],
  ['frames', { Prompt: 'it rolls', ImageUrl: url('first'), LastImageUrl: url('last') }],
  ['references', { Prompt: 'they meet', ImageInfos: [{ ImageUrl: url('one') }, { ImageUrl: url('two') }] }],
]
const variants: readonly CreateAigcVideoTaskRequest[] = [{}, { ExtraParameters: { Resolution: '1080P' } }]

/** A job of the family for every version, mode and resolution that the contract allows, as intake leaves it. */
export function jobsOf(familyName: string, edition: EditionName): readonly NamedJob[] {
  const versions = versionsOf(familyName, edition)
  return versions.flatMap((version) =>
    requests.flatMap(([mode, request]) =>
      variants.flatMap((variant) => {
        const judgement = judge(
          {
            ModelName: familyName,
            ...(version === null ? {} : { ModelVersion: version }),
            ...request,
            ...variant,
          },
          edition,
        )
        if (!('job' in judgement) || judgement.job.mode !== mode) return []
        const { job } = judgement
        const title = [version ?? 'unversioned', mode, job.resolution].join(' ')
        return [{ title, job, inputs: { images: job.images.map(staged), videos: [], audios: [] } }]
      }),
    ),
  )
}

function versionsOf(familyName: string, edition: EditionName): readonly (string | null)[] {
  const clauses = findFamily(edition, familyName)?.clauses.ModelVersion ?? []
  const named = clauses.flatMap((clause) => ('oneOf' in clause ? clause.oneOf.map(String) : []))
  return named.length === 0 ? [null] : [...new Set(named)]
}

/** An image as intake leaves it. */
export const staged = ({ url: _url, ...image }: Job['images'][number], index: number): StagedImage => ({
  ...image,
  key: `staged/${image.role}-${index}`,
  sha256: `${index}`.repeat(64),
  format: index % 2 === 0 ? 'png' : 'jpeg',
  width: 1280,
  height: 720,
  sizeBytes: 1000,
})
