import { describe, expect, test } from 'vitest'
import { actions } from '../contract/actions.ts'
import { editionNames, type EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes-2026-08.ts'
import { clauseFor } from './clause.ts'
import { familiesOf } from './editions.ts'
import { examine } from './examine.ts'
import type { Job } from './job.ts'
import { acceptedLater } from './golden/accepted-2026-08.ts'
import { accepted } from './golden/accepted.ts'
import { first, Prompt, references } from './golden/pictures.ts'
import { refusedLater } from './golden/refused-2026-08.ts'
import { refused } from './golden/refused.ts'
import { judge } from './judge.ts'
import { parameterNames } from './wire-parameters.ts'

function jobOf(request: Request, edition: EditionName = '2026-01-08'): Job {
  const judgement = judge(request, edition)
  if (!('job' in judgement)) throw new Error(judgement.findings.map(({ message }) => message.en).join('\n'))
  return judgement.job
}

function refusedFor(
  request: Request,
  edition: EditionName = '2026-01-08',
): readonly (readonly [string, string])[] {
  const judgement = judge(request, edition)
  if ('job' in judgement) throw new Error(`Accepted as ${JSON.stringify(judgement.job)}`)
  return judgement.findings.map(({ code, parameter }) => [code, parameter])
}

test('the example of the seed page becomes exactly this job', () => {
  expect(jobOf(actions['2026-01-08'].CreateAigcVideoTask.example.request)).toEqual({
    edition: '2026-01-08',
    family: 'GV',
    version: '3.1',
    mode: 'frames',
    prompt: 'move the picture',
    negativePrompt: 'Top lighting,bright colors',
    enhancePrompt: false,
    images: [
      {
        parameter: 'ImageUrl',
        role: 'first',
        url: 'https://1500039689.vod-**.com/6cd2c44bvodcq1500039689/179cafb25145403699605999621/**oxE6jcA.png',
      },
      {
        parameter: 'LastImageUrl',
        role: 'last',
        url: 'https://aigc-**-image-1303333058.cos.ap-guangzhou.myqcloud.com/xxx_8655.png',
      },
    ],
    durationSeconds: 8,
    resolution: '720P',
    aspectRatio: '16:9',
    audio: true,
    additionalParameters: {},
    bucket: { name: 'aigc-***-video-1**58', region: 'ap-guangzhou', path: 'my_cos_file' },
    operator: 'admin',
  })
})

test('a prompt alone is a silent job for Hunyuan with every default filled in', () => {
  expect(jobOf({ Prompt })).toEqual({
    edition: '2026-01-08',
    family: 'Hunyuan',
    version: null,
    mode: 'text',
    prompt: Prompt,
    negativePrompt: '',
    enhancePrompt: false,
    images: [],
    durationSeconds: 5,
    resolution: '720P',
    aspectRatio: '16:9',
    audio: false,
    additionalParameters: {},
  })
})

describe('accepted:', () => {
  test.each(accepted)('%s', (_, request, expected) => {
    expect(jobOf(request)).toMatchObject(expected)
  })
  test('images keep the order first, last, references, and know where they came from', () => {
    expect(jobOf({ ModelName: 'Vidu', ImageInfos: references(2, 'cat') }).images).toEqual([
      {
        parameter: 'ImageInfos.0.ImageUrl',
        role: 'reference',
        url: 'https://example.com/0.png',
        referenceType: 'cat',
      },
      {
        parameter: 'ImageInfos.1.ImageUrl',
        role: 'reference',
        url: 'https://example.com/1.png',
        referenceType: 'cat',
      },
    ])
  })
  test('the first frame alone decides the shape, so the job has no ratio', () => {
    for (const ModelName of ['Hunyuan', 'Hailuo', 'Kling', 'Vidu', 'OS']) {
      expect(jobOf({ ModelName, ImageUrl: first })).not.toHaveProperty('aspectRatio')
    }
  })
})

describe('refused:', () => {
  test.each(refused)('%s', (_, request, expected) => {
    expect(refusedFor(request)).toEqual(expected)
  })
})

describe('accepted in edition 2026-08:', () => {
  test.each(acceptedLater)('%s', (_, request, expected) => {
    expect(jobOf(request, '2026-08')).toMatchObject(expected)
  })
  // The page gave the end frame to more versions, and sound to the q3 series only.
  const changed = new Set(['Kling is 2.1 with an end frame', 'Vidu sounds when told so'])
  test.each(accepted.filter(([title]) => !changed.has(title)))('%s, as before', (_, request) => {
    const later = { offPeak: false, watermark: false, backgroundMusic: false }
    const { version, ...before } = jobOf(request)
    expect(jobOf(request, '2026-08')).toEqual({
      ...before,
      ...later,
      version: version ?? '1.5',
      edition: '2026-08',
    })
  })
})

describe('refused in edition 2026-08:', () => {
  test.each(refusedLater)('%s', (_, request, expected) => {
    expect(refusedFor(request, '2026-08')).toEqual(expected)
  })
})

test.each([
  ['2026-01-08', [...accepted, ...refused]],
  ['2026-08', [...accepted, ...acceptedLater, ...refusedLater]],
] as const)('every clause of every family of edition %s decides at least one request', (edition, goldens) => {
  const undecided = new Set(
    familiesOf[edition].flatMap((family) => parameterNames.flatMap((name) => family.clauses[name] ?? [])),
  )
  for (const [, request] of goldens) {
    const { family, facts } = examine(request, edition)
    if (family === undefined) continue
    for (const name of parameterNames) undecided.delete(clauseFor(family, name, facts))
  }
  expect([...undecided]).toEqual([])
  expect(editionNames).toContain(edition)
})
