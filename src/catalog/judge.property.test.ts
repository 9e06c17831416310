import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes.ts'
import { accepted } from './golden/accepted.ts'
import type { Job } from './job.ts'
import { judge, type Judgement } from './judge.ts'
import { edited } from './edit.ts'

const edition = '2026-01-08'
const url = fc.constantFrom(
  'https://example.com/a.png',
  'http://example.com/b.jpg',
  'ftp://example.com/c.png',
  '',
)
const text = fc.oneof(fc.constantFrom('a cat', '', ' '), fc.string({ maxLength: 20 }))

/** Requests of the right shape whose values are mostly ones that some model takes; nearly all of them are refused. */
const anything: fc.Arbitrary<Request> = fc.record(
  {
    ModelName: fc.constantFrom('Hunyuan', 'hailuo', 'Kling', 'VIDU', 'OS', 'GV', 'Veo', 'PixVerse'),
    ModelVersion: fc.constantFrom(
      '02',
      '2.3',
      '2.0',
      '2.1',
      'o1',
      '2.6',
      'q2',
      'Q2-pro',
      'q2-turbo',
      '3.1',
      '1.5',
    ),
    Prompt: text,
    NegativePrompt: text,
    EnhancePrompt: fc.boolean(),
    ImageUrl: url,
    LastImageUrl: url,
    ImageInfos: fc.array(
      fc.record(
        { ImageUrl: url, ReferenceType: fc.constantFrom('asset', 'STYLE', 'cat', '') },
        { requiredKeys: [] },
      ),
      { maxLength: 9 },
    ),
    Duration: fc.integer({ min: -1, max: 16 }),
    ExtraParameters: fc.record(
      {
        Resolution: fc.constantFrom('720P', '720p', '768P', '1080P', '2K', '4k', '540P', 'high'),
        AspectRatio: fc.constantFrom('16:9', '9:16', '1:1', '4:3', '3:4', '21:9', 'wide'),
      },
      { requiredKeys: [] },
    ),
    StoreCosParam: fc.record(
      {
        CosBucketName: fc.constantFrom('b-1', '../b', 'a*b'),
        CosBucketRegion: fc.constantFrom('ap-guangzhou', 'evil.com/', 'us'),
        CosBucketPath: fc.constantFrom('', 'x/y', '/x/', '../y'),
      },
      { requiredKeys: [] },
    ),
    AdditionalParameters: fc.constantFrom(
      '{}',
      '{"sound":"on"}',
      '{"audio":false}',
      '[1]',
      '{',
      '{"seed":7}',
    ),
    Operator: text,
  },
  { requiredKeys: [] },
)

/** Legal requests of which one member is anything, or gone: about half of them stay legal. */
const nearlyLegal: fc.Arbitrary<Request> = fc
  .tuple(fc.constantFrom(...accepted.map(([, legal]) => legal)), anything, fc.nat())
  .map(([legal, other, pick]) => {
    const names = Object.keys(legal) as (keyof Request)[]
    const name = names[pick % names.length]
    return name === undefined ? legal : { ...legal, [name]: other[name] }
  })

const request = fc
  .oneof(anything, nearlyLegal)
  // Left out is left out, as in JSON.
  .map((value) => JSON.parse(JSON.stringify(value)) as Request)

/** The defaults as the pages and DESIGN 4 have them, written down a second time. */
const defaults: Readonly<
  Record<string, { versions: readonly (string | null)[]; durationSeconds: number; resolution: string }>
> = {
  Hunyuan: { versions: [null], durationSeconds: 5, resolution: '720P' },
  Hailuo: { versions: ['2.3'], durationSeconds: 6, resolution: '768P' },
  Kling: { versions: ['2.6', '2.1'], durationSeconds: 5, resolution: '720P' },
  Vidu: { versions: ['q2', 'q2-turbo'], durationSeconds: 5, resolution: '720P' },
  OS: { versions: ['2.0'], durationSeconds: 8, resolution: '720P' },
  GV: { versions: ['3.1'], durationSeconds: 8, resolution: '720P' },
}

function expectAskedOrDefault(asked: Request, job: Job): void {
  const standard = defaults[job.family]!
  const { Resolution, AspectRatio } = asked.ExtraParameters ?? {}
  expect(job.family.toLowerCase()).toBe((asked.ModelName ?? 'Hunyuan').toLowerCase())
  if (asked.ModelVersion === undefined) expect(standard.versions).toContain(job.version)
  else expect(job.version?.toLowerCase()).toBe(asked.ModelVersion.toLowerCase())
  expect(job.prompt).toBe(asked.Prompt ?? '')
  expect(job.negativePrompt).toBe(asked.NegativePrompt ?? '')
  expect(job.enhancePrompt).toBe(asked.EnhancePrompt ?? false)
  expect(job.durationSeconds).toBe(asked.Duration ?? standard.durationSeconds)
  expect(job.resolution).toBe(Resolution?.toUpperCase() ?? standard.resolution)
  if (AspectRatio !== undefined) expect(job.aspectRatio).toBe(AspectRatio)
  else expect([undefined, '16:9']).toContain(job.aspectRatio)
  expect(job.images.map((image) => image.url)).toEqual(
    [asked.ImageUrl, asked.LastImageUrl, ...(asked.ImageInfos ?? []).map((info) => info.ImageUrl)].filter(
      (address) => address !== undefined,
    ),
  )
  expect(job.additionalParameters).toEqual(JSON.parse(asked.AdditionalParameters || '{}'))
  expect(job.operator).toBe(asked.Operator)
  expect(job.bucket?.name).toBe(asked.StoreCosParam?.CosBucketName)
}

describe('any request', () => {
  test('is refused with findings, or becomes a job of asked values and documented defaults', () => {
    let jobs = 0
    fc.assert(
      fc.property(request, (asked) => {
        const judgement = judge(asked, edition)
        if ('job' in judgement) {
          jobs += 1
          expectAskedOrDefault(asked, judgement.job)
        } else {
          expectFindings(judgement)
        }
      }),
      { numRuns: 500 },
    )
    expect(jobs).toBeGreaterThan(20)
  })

  test('has at most one finding for each wire path', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const judgement = judge(asked, edition)
        const paths = 'job' in judgement ? [] : judgement.findings.map(({ parameter }) => parameter)
        expect(new Set(paths).size).toBe(paths.length)
      }),
    )
  })

  test('is mended by the first remedy of every finding, apart from what only the caller knows', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const judgement = judge(asked, edition)
        if ('job' in judgement) return
        const unmended = judgement.findings.filter(({ remedies }) => remedies.length === 0)
        const needed = judgement.findings.flatMap(({ remedies }) => remedies.flatMap(({ needs }) => needs))
        const after = judge(judgement.closest, edition)
        const left = 'job' in after ? [] : after.findings.map(({ parameter }) => parameter)
        expect([...unmended.map(({ parameter }) => parameter), ...needed]).toEqual(
          expect.arrayContaining(left),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('with one finding is mended by each of its remedies', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const judgement = judge(asked, edition)
        if ('job' in judgement || judgement.findings.length > 1) return
        for (const { edits, needs } of judgement.findings[0]!.remedies) {
          const after = judge(edited(asked, edits), edition)
          expect('job' in after ? [] : after.findings.map(({ parameter }) => parameter)).toEqual(needs)
        }
      }),
      { numRuns: 500 },
    )
  })
})

function expectFindings({ findings }: Extract<Judgement, { findings: unknown }>): void {
  expect(findings.length).toBeGreaterThan(0)
  for (const { parameter, code, message } of findings) {
    expect(message.en).toContain(`\`${parameter}\``)
    expect(message.en).toMatch(code === 'MissingParameter' ? /^The request is missing / : /^The value `/)
    expect(message.en.length).toBeLessThan(900)
    expect(message.zh).toContain(`\`${parameter}\``)
    expect(message.zh).toMatch(code === 'MissingParameter' ? /^请求缺少必需参数 / : /^参数 `/)
  }
}
