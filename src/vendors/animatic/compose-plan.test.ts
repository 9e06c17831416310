import fastCheck from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Job, StagedImage } from '../../catalog/job.ts'
import { composePlan } from './compose-plan.ts'
import { capabilitiesOf } from '../../catalog/capability-matrix.ts'
import { editionNames } from '../../contract/edition.ts'
import { outputSizeFor, shapeOf } from './output-size.ts'
import { readPlan } from './ticket.ts'

const job: Job = {
  edition: '2026-01-08',
  family: 'Hunyuan',
  version: null,
  mode: 'text',
  prompt: 'A lake at dawn. The camera slowly pans left.',
  negativePrompt: 'people',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  aspectRatio: '16:9',
  audio: false,
  additionalParameters: {},
}

const imageOf = (role: StagedImage['role'], changes: Partial<StagedImage> = {}): StagedImage => ({
  parameter: 'ImageUrl',
  role,
  key: `staged/${role}`,
  sha256: role.padEnd(64, '0'),
  format: 'jpeg',
  width: 1600,
  height: 900,
  sizeBytes: 1000,
  ...changes,
})

describe('the plan', () => {
  test('of a text job', () => {
    expect(composePlan(job, [])).toEqual({
      mode: 'text',
      width: 1280,
      height: 720,
      outputWidth: 1280,
      outputHeight: 720,
      framesPerSecond: 24,
      frameCount: 120,
      seed: 4_114_048_554,
      prompt: 'A lake at dawn. The camera slowly pans left.',
      negativePrompt: 'people',
      moves: ['pan-left'],
      audio: false,
      model: 'Hunyuan',
      images: [],
    })
  })

  test("of a portrait between two frames, with the caller's seed and camera", () => {
    const { aspectRatio: _aspectRatio, ...shapeless } = job
    const kling: Job = {
      ...shapeless,
      family: 'Kling',
      version: '2.1',
      mode: 'frames',
      durationSeconds: 10,
      resolution: '1080P',
      audio: true,
      additionalParameters: { seed: 42, camera_control: { type: 'simple', config: { zoom: 5 } } },
    }
    const images = [imageOf('first', { width: 900, height: 1600 }), imageOf('last')]
    expect(composePlan(kling, images)).toEqual({
      mode: 'frames',
      width: 1080,
      height: 1920,
      outputWidth: 1080,
      outputHeight: 1920,
      framesPerSecond: 24,
      frameCount: 240,
      seed: 42,
      prompt: job.prompt,
      negativePrompt: 'people',
      moves: ['zoom-out'],
      audio: true,
      model: 'Kling 2.1',
      images: [
        { role: 'first', key: 'staged/first', sha256: 'first'.padEnd(64, '0'), label: 'First frame' },
        { role: 'last', key: 'staged/last', sha256: 'last'.padEnd(64, '0'), label: 'Last frame' },
      ],
    })
  })

  test('of references in 4K: drawn at 1080, enlarged by the encoder, each with its name', () => {
    const vidu: Job = {
      ...job,
      family: 'Vidu',
      version: 'q2',
      mode: 'references',
      resolution: '4K',
      aspectRatio: '9:16',
    }
    const images = [
      imageOf('reference', { referenceType: 'hero' }),
      imageOf('reference', { key: 'staged/2' }),
    ]
    expect(composePlan(vidu, images)).toMatchObject({
      width: 1080,
      height: 1920,
      outputWidth: 2160,
      outputHeight: 3840,
      images: [{ label: 'Reference 1 · hero' }, { label: 'Reference 2', key: 'staged/2' }],
    })
  })
})

describe('every job of the catalog', () => {
  const imagesOf = {
    text: [],
    image: ['first'],
    frames: ['first', 'last'],
    references: ['reference'],
    video: [],
  } as const

  test.each(editionNames)('of edition %s is drawn, but one with a video', (edition) => {
    for (const { family, version, mode, resolutions, aspectRatios } of capabilitiesOf(edition)) {
      const images = imagesOf[mode].map((role) => imageOf(role))
      for (const { resolution, durationsSeconds } of resolutions) {
        for (const durationSeconds of durationsSeconds) {
          for (const aspectRatio of aspectRatios.length === 0 ? ['16:9'] : aspectRatios) {
            const each: Job = {
              ...job,
              edition,
              family,
              version,
              mode,
              resolution,
              durationSeconds,
              aspectRatio,
            }
            if (mode === 'video') {
              expect(() => composePlan(each, images)).toThrow(expect.objectContaining({ kind: 'refused' }))
              continue
            }
            const plan = composePlan(each, images)
            expect(readPlan(plan)).toEqual(plan)
            expect(plan.outputWidth / plan.outputHeight).toBeCloseTo(shapeOf(aspectRatio), 1)
            expect(plan.frameCount).toBe(24 * durationSeconds)
          }
        }
      }
    }
  })

  test('with a video is refused with a sentence that says what to do', () => {
    expect(() => composePlan({ ...job, family: 'Kling', mode: 'video' }, [])).toThrow(
      'An animatic is drawn from words and images; it cannot edit or follow a video. Leave out VideoInfos to see a preview, or give Kling a vendor that takes videos.',
    )
  })

  test('with background music has sound, and a named reference its name', () => {
    const named = imageOf('reference', { name: 'cat', referenceType: 'subject' })
    expect(composePlan({ ...job, mode: 'references', backgroundMusic: true }, [named])).toMatchObject({
      audio: true,
      images: [{ label: 'Reference 1 · cat' }],
    })
  })
})

describe('the seed', () => {
  test('is the same for the same wish and another for another', () => {
    const seeds = [
      composePlan(job, []),
      composePlan({ ...job, prompt: 'A lake at dusk.' }, []),
      composePlan({ ...job, resolution: '1080P' }, []),
      composePlan({ ...job, mode: 'image' }, [imageOf('first')]),
      composePlan({ ...job, mode: 'image' }, [imageOf('first', { sha256: 'other' })]),
    ].map(({ seed }) => seed)
    expect(new Set(seeds).size).toBe(5)
    expect(composePlan({ ...job }, []).seed).toBe(seeds[0])
  })

  test.each([
    [0, 0],
    [-1, 4_294_967_295],
    [4_294_967_296, 0],
  ])("is the caller's integer %i as the 32 bits %i", (seed, bits) => {
    expect(composePlan({ ...job, additionalParameters: { seed } }, []).seed).toBe(bits)
  })

  test('does not come from what is not an integer', () => {
    const unasked = composePlan(job, []).seed
    for (const seed of [0.5, '7', null, true]) {
      expect(composePlan({ ...job, additionalParameters: { seed } }, []).seed).toBe(unasked)
    }
  })
})

describe('the size', () => {
  test.each([
    ['540P', '16:9', 960, 540],
    ['720P', '9:16', 720, 1280],
    ['720P', '1:1', 720, 720],
    ['768P', '4:3', 1024, 768],
    ['1080P', '21:9', 2520, 1080],
    ['1080P', '3:4', 1080, 1440],
    ['540P', '2:3', 540, 810],
    ['540P', '21:9', 1260, 540],
    ['720P', '9:21', 720, 1680],
    ['720P', '4:5', 720, 900],
    ['768P', '5:4', 960, 768],
    ['1080P', '3:2', 1620, 1080],
  ])('of %s at %s is %i x %i', (resolution, ratio, width, height) => {
    expect(outputSizeFor(resolution, shapeOf(ratio))).toEqual({
      width,
      height,
      outputWidth: width,
      outputHeight: height,
    })
  })

  test.each([
    ['2K', 2560, 1440],
    ['4K', 3840, 2160],
  ])('of a film in %s is %i x %i, of its frames 1920 x 1080', (resolution, outputWidth, outputHeight) => {
    expect(outputSizeFor(resolution, 16 / 9)).toEqual({
      width: 1920,
      height: 1080,
      outputWidth,
      outputHeight,
    })
  })

  test('is even and not more than 2.5 times as long as wide, whatever the image', () => {
    const side = fastCheck.integer({ min: 1, max: 20_000 })
    fastCheck.assert(
      fastCheck.property(
        side,
        side,
        fastCheck.constantFrom('540P', '720P', '1080P', '4K'),
        (width, height, resolution) => {
          const size = outputSizeFor(resolution, width / height)
          for (const pixels of Object.values(size)) expect(pixels % 2).toBe(0)
          const long = Math.max(size.outputWidth, size.outputHeight)
          const short = Math.min(size.outputWidth, size.outputHeight)
          expect(long / short).toBeLessThanOrEqual(2.5)
          expect(size.outputWidth >= size.outputHeight).toBe(width >= height || long === short)
        },
      ),
    )
  })

  test('is wide when nobody asked and no image decides', () => {
    const { aspectRatio: _aspectRatio, ...shapeless } = job
    expect(composePlan(shapeless, [])).toMatchObject({ width: 1280, height: 720 })
    expect(composePlan(shapeless, [imageOf('first', { width: 1000, height: 1000 })])).toMatchObject({
      width: 720,
    })
  })

  test('of something unknown is our own mistake', () => {
    expect(() => outputSizeFor('8K', 1)).toThrow('8K')
    expect(() => shapeOf('wide')).toThrow('wide')
    expect(() => shapeOf('0:9')).toThrow('0:9')
  })
})
