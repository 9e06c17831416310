import { expect, test } from 'vitest'
import { editionNames } from '../contract/edition.ts'
import { capabilitiesOf, type Capability } from './capability-matrix.ts'
import { first, last, named, Prompt, references, video } from './golden/pictures.ts'
import { judge } from './judge.ts'

const images = {
  text: () => ({}),
  image: () => ({ ImageUrl: first }),
  frames: () => ({ ImageUrl: first, LastImageUrl: last }),
  references: ({ family, referenceImages }: Capability) => ({
    ImageInfos:
      family === 'PixVerse' ? named(referenceImages?.to ?? 0) : references(referenceImages?.to ?? 0),
  }),
  video: ({ referenceImages }: Capability) => ({
    ImageInfos: references(referenceImages?.to ?? 0),
    VideoInfos: [{ VideoUrl: video }],
  }),
}

test('the judge accepts every combination of the matrix', () => {
  for (const edition of editionNames) {
    for (const capability of capabilitiesOf(edition)) {
      const { family: ModelName, version, mode, resolutions, aspectRatios } = capability
      for (const { resolution, durationsSeconds } of resolutions) {
        for (const Duration of durationsSeconds) {
          for (const ratio of [undefined, ...aspectRatios]) {
            const ExtraParameters = {
              Resolution: resolution,
              ...(ratio === undefined ? {} : { AspectRatio: ratio }),
            }
            const request = { ModelName, Prompt, Duration, ExtraParameters, ...images[mode](capability) }
            const judgement = judge(
              version === null ? request : { ...request, ModelVersion: version },
              edition,
            )
            expect(judgement, JSON.stringify(request)).toHaveProperty('job.mode', mode)
          }
        }
      }
    }
  }
})

test('the seed edition has these versions and modes', () => {
  const lines = capabilitiesOf('2026-01-08').map(
    ({ family, version, mode }) => `${family} ${version ?? '-'} ${mode}`,
  )
  expect(lines.filter((line) => /frames|references/.test(line))).toEqual([
    'Kling 2.1 frames',
    'Vidu q2 references',
    'Vidu q2-pro frames',
    'Vidu q2-turbo frames',
    'GV 3.1 frames',
    'GV 3.1 references',
  ])
  expect(lines).toHaveLength(32)
})
