import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editionNames, type EditionName } from '../contract/edition.ts'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes-2026-08.ts'
import { edited } from './edit.ts'
import { requestsOf } from './golden/any-request.ts'
import type { Job } from './job.ts'
import { judge, type Judgement } from './judge.ts'

/** The defaults as the pages and DESIGN 4 have them, written down a second time. */
type Defaults = Readonly<
  Record<string, { versions: readonly (string | null)[]; durationSeconds: number; resolution: string }>
>
const seedDefaults: Defaults = {
  Hunyuan: { versions: [null], durationSeconds: 5, resolution: '720P' },
  Hailuo: { versions: ['2.3'], durationSeconds: 6, resolution: '768P' },
  Kling: { versions: ['2.6', '2.1'], durationSeconds: 5, resolution: '720P' },
  Vidu: { versions: ['q2', 'q2-turbo'], durationSeconds: 5, resolution: '720P' },
  OS: { versions: ['2.0'], durationSeconds: 8, resolution: '720P' },
  GV: { versions: ['3.1'], durationSeconds: 8, resolution: '720P' },
}

const defaults: Readonly<Record<EditionName, Defaults>> = {
  '2026-01-08': seedDefaults,
  '2026-08': {
    ...seedDefaults,
    Hunyuan: { versions: ['1.5'], durationSeconds: 5, resolution: '720P' },
    Hailuo: { versions: ['2.3', '02'], durationSeconds: 6, resolution: '768P' },
    Kling: { versions: ['2.6', '3.0', '3.0-Omni'], durationSeconds: 5, resolution: '720P' },
    Vidu: { versions: ['q2', 'q2-turbo', 'q2-pro'], durationSeconds: 5, resolution: '720P' },
    PixVerse: { versions: ['v6'], durationSeconds: 5, resolution: '720P' },
    Mingmou: { versions: [null], durationSeconds: 5, resolution: '1080P' },
    H2: { versions: ['1.0'], durationSeconds: 5, resolution: '1080P' },
  },
}

function expectAskedOrDefault(asked: Request, job: Job, edition: EditionName): void {
  const standard = defaults[edition][job.family]!
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
  else expect([undefined, job.family === 'Mingmou' ? '9:16' : '16:9']).toContain(job.aspectRatio)
  expect(job.images.map((image) => image.url)).toEqual(
    [asked.ImageUrl, asked.LastImageUrl, ...(asked.ImageInfos ?? []).map((info) => info.ImageUrl)].filter(
      (address) => address !== undefined,
    ),
  )
  expect(job.additionalParameters).toEqual(JSON.parse(asked.AdditionalParameters || '{}'))
  expect(job.operator).toBe(asked.Operator)
  expect(job.bucket?.name).toBe(asked.StoreCosParam?.CosBucketName)
  if (edition !== '2026-01-08') expectLaterMembers(asked, job)
}

function expectLaterMembers(asked: Request, job: Job): void {
  const { LogoAdd = 0, OffPeak = false, EnableBgm = false, EnableAudio } = asked.ExtraParameters ?? {}
  expect(job).toMatchObject({ watermark: LogoAdd === 1, offPeak: OffPeak, backgroundMusic: EnableBgm })
  if (EnableAudio !== undefined) expect(job.audio).toBe(EnableAudio)
  const sceneType = asked.SceneType?.toLowerCase() ?? (job.family === 'Mingmou' ? 'land2port' : undefined)
  expect(job.sceneType).toBe(sceneType)
  expect((job.videos ?? []).map(({ url }) => url)).toEqual(
    (asked.VideoInfos ?? []).map((info) => info.VideoUrl),
  )
  expect((job.audios ?? []).map(({ url }) => url)).toEqual(
    (asked.AudioInfos ?? []).map((info) => info.AudioUrl),
  )
  for (const [index, { ReferType, KeepOriginalSound }] of (asked.VideoInfos ?? []).entries()) {
    const follows = job.family === 'Vidu' || job.sceneType === 'motion_control'
    expect(job.videos?.[index]?.use).toBe(ReferType?.toLowerCase() ?? (follows ? 'feature' : 'base'))
    const kept = KeepOriginalSound?.toLowerCase() ?? (job.family === 'Mingmou' ? 'yes' : 'no')
    expect(job.videos?.[index]?.keepOriginalSound).toBe(kept === 'yes')
  }
  expect(job.mode === 'video').toBe(job.videos !== undefined)
}

describe.each(editionNames)('any request in edition %s', (edition) => {
  const request = requestsOf[edition]

  test('is refused with findings, or becomes a job of asked values and documented defaults', () => {
    let jobs = 0
    fc.assert(
      fc.property(request, (asked) => {
        const judgement = judge(asked, edition)
        if ('job' in judgement) {
          jobs += 1
          expectAskedOrDefault(asked, judgement.job, edition)
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
