import type { EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest } from '../contract/shapes-2026-08.ts'
import { capabilitiesOf } from './capability-matrix.ts'
import type { Job, Mode } from './job.ts'
import { judge } from './judge.ts'

const url = (name: string) => `https://example.com/${name}.png`

/** The simplest request of each mode; what a video is for differs too much between families for one of those. */
const requests: readonly (readonly [Mode, CreateAigcVideoTaskRequest])[] = [
  ['text', { Prompt: 'a cat on a skateboard' }],
  ['image', { Prompt: 'it rolls', ImageUrl: url('first') }],
  ['frames', { Prompt: 'it rolls', ImageUrl: url('first'), LastImageUrl: url('last') }],
  ['references', { Prompt: 'they meet', ImageInfos: [{ ImageUrl: url('one') }] }],
]

/** A plain job for every family, version, mode and resolution of an edition, defaults filled in: to ask vendors about. */
export function sampleJobs(edition: EditionName): readonly Job[] {
  return capabilitiesOf(edition).flatMap(({ family, version, mode, resolutions }) => {
    const [, request] = requests.find(([of]) => of === mode) ?? []
    if (request === undefined) return []
    const named = { ModelName: family, ...(version === null ? {} : { ModelVersion: version }), ...request }
    return resolutions.flatMap(({ resolution }) => {
      const judgement = judge({ ...named, ExtraParameters: { Resolution: resolution } }, edition)
      return 'job' in judgement ? [judgement.job] : []
    })
  })
}
