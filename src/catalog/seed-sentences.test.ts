import { expect, test } from 'vitest'
import { first, last, Prompt, references } from './golden/pictures.ts'
import type { Mode } from './job.ts'
import { judge } from './judge.ts'

/** The rules of the seed page and the settled decisions, written down a second time and as code. */
type Wish = {
  readonly family: string
  readonly version: string | undefined
  readonly mode: (typeof modes)[number]
  readonly resolution: string
  readonly duration: number
  readonly ratio: string | undefined
}

const versions: Readonly<Record<string, readonly (string | undefined)[]>> = {
  Hunyuan: [undefined],
  Hailuo: ['02', '2.3'],
  Kling: ['2.0', '2.1', '2.5', 'O1', '2.6'],
  Vidu: ['q2', 'q2-pro', 'q2-turbo'],
  OS: ['2.0'],
  GV: ['3.1'],
}
const everyVersion = [...new Set(Object.values(versions).flat()), '3.0', 'q3']
const modes = ['text', 'image', 'frames', 'references'] as const satisfies readonly Mode[]
const resolutions = ['540P', '720P', '768P', '1080P', '2K', '4K', '8K']
const durations = Array.from({ length: 17 }, (_, seconds) => seconds)
const ratios = [undefined, '16:9', '9:16', '1:1', '4:3', '3:4', '21:9']

function takesImages({ family, version, mode, resolution }: Wish): boolean {
  if (mode === 'frames') {
    const kling = family === 'Kling' && version === '2.1' && resolution === '1080P'
    return family === 'GV' || kling || version === 'q2-pro' || version === 'q2-turbo'
  }
  return mode !== 'references' || family === 'GV' || version === 'q2'
}

function takesResolution({ family, resolution }: Wish): boolean {
  if (family === 'OS') return resolution === '720P'
  if (resolution === '2K' || resolution === '4K') return true
  if (family === 'Hunyuan') return resolution === '720P'
  return resolution === '1080P' || resolution === (family === 'Hailuo' ? '768P' : '720P')
}

function takesDuration({ family, resolution, duration }: Wish): boolean {
  switch (family) {
    case 'Kling':
      return duration === 5 || duration === 10
    case 'Hailuo':
      return duration === 6 || (duration === 10 && resolution === '768P')
    case 'Vidu':
      return duration >= 1 && duration <= 10
    case 'OS':
      return duration === 4 || duration === 8 || duration === 12
    case 'GV':
      return duration === 8
    default:
      return duration === 5
  }
}

function takesRatio({ family, version, mode, ratio }: Wish): boolean {
  if (ratio === undefined) return true
  const wide = ratio === '16:9' || ratio === '9:16'
  if (family === 'GV') return wide
  if (mode === 'text' && family === 'OS') return wide
  if (mode === 'text' && family === 'Kling') return wide || ratio === '1:1'
  if (mode === 'text' && family === 'Hunyuan') return ratio !== '21:9'
  if (family === 'Vidu' && (mode === 'text' || mode === 'references')) {
    return wide || ratio === '1:1' || (version === 'q2' && ratio !== '21:9')
  }
  return false
}

const images = {
  text: {},
  image: { ImageUrl: first },
  frames: { ImageUrl: first, LastImageUrl: last },
  references: { ImageInfos: references(2) },
}

function accepts({ family, version, mode, resolution, duration, ratio }: Wish): boolean {
  const judgement = judge(
    {
      ModelName: family,
      Prompt,
      Duration: duration,
      ExtraParameters: { Resolution: resolution, ...(ratio === undefined ? {} : { AspectRatio: ratio }) },
      ...(version === undefined ? {} : { ModelVersion: version }),
      ...images[mode],
    },
    '2026-01-08',
  )
  return 'job' in judgement
}

/** Every mode at every resolution, once with every length and once with every ratio: 1,064 wishes for a version. */
function* wishesFor(family: string, version: string | undefined): Generator<Wish> {
  for (const mode of modes) {
    for (const resolution of resolutions) {
      for (const duration of durations)
        yield { family, version, mode, resolution, duration, ratio: undefined }
      for (const ratio of ratios) {
        for (const duration of [5, 6, 8]) yield { family, version, mode, resolution, duration, ratio }
      }
    }
  }
}

test.each(Object.keys(versions))('%s takes exactly what the page says', (family) => {
  const wrong: Wish[] = []
  let accepted = 0
  for (const version of versions[family]!) {
    for (const wish of wishesFor(family, version)) {
      const legal = takesImages(wish) && takesResolution(wish) && takesDuration(wish) && takesRatio(wish)
      if (legal) accepted += 1
      if (accepts(wish) !== legal) wrong.push(wish)
    }
  }
  expect(wrong).toEqual([])
  expect(accepted).toBeGreaterThan(3)
})

test.each(Object.keys(versions))('%s takes no version but its own', (family) => {
  for (const version of everyVersion.filter((each) => each !== undefined)) {
    const judgement = judge({ ModelName: family, ModelVersion: version, Prompt }, '2026-01-08')
    expect('job' in judgement, version).toBe(versions[family]!.includes(version))
  }
})
