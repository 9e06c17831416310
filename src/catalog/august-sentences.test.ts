import { expect, test } from 'vitest'
import type { CreateAigcVideoTaskRequest as Request } from '../contract/shapes-2026-08.ts'
import { first, last, named, Prompt, references, video } from './golden/pictures.ts'
import { judge } from './judge.ts'

/** The table of August 2026, written down a second time: what each version takes, at its own resolutions. */
type Sentence = {
  readonly seconds: readonly number[]
  readonly resolutions: readonly string[]
  readonly ratios: readonly string[]
  /** Where a last frame is taken. */
  readonly ends: readonly string[]
  readonly images: number
  /** Images beside a video; `null`: no videos. */
  readonly imagesBesideVideo: number | null
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const common = ['16:9', '9:16', '1:1']
const five = [...common, '4:3', '3:4']
const hd = ['720P', '1080P']
const vidu = ['540P', ...hd]
const none = { ends: [], images: 0, imagesBesideVideo: null }
const kling = { seconds: [5, 10], resolutions: hd, ratios: common, ...none, ends: ['1080P'] }
const q2 = { seconds: range(1, 10), resolutions: vidu, ratios: common, ...none }
const q3 = { ...q2, seconds: range(3, 16) }
const pixverse = { resolutions: vidu, ends: vidu, images: 7, imagesBesideVideo: null }
const longPixverse = { ...pixverse, seconds: range(1, 15), ratios: [...five, '2:3', '3:2', '21:9'] }

const table: Readonly<Record<string, Sentence>> = {
  'Hailuo 02': {
    seconds: [6, 10],
    resolutions: ['768P', '1080P'],
    ratios: [],
    ...none,
    ends: ['768P', '1080P'],
  },
  'Hailuo 2.3': { seconds: [6, 10], resolutions: ['768P', '1080P'], ratios: [], ...none },
  'Kling 1.6': { ...kling, images: 4 },
  'Kling 2.0': { ...kling, ends: hd },
  'Kling 2.1': kling,
  'Kling 2.5': kling,
  'Kling 2.6': kling,
  'Kling O1': { ...kling, seconds: range(3, 10), ends: hd, images: 7, imagesBesideVideo: 4 },
  'Kling 3.0': { ...kling, seconds: range(3, 15), ends: hd },
  'Kling 3.0-Omni': { ...kling, seconds: range(3, 15), ends: hd, images: 7, imagesBesideVideo: 4 },
  'Vidu q2': { ...q2, ratios: five, images: 7 },
  'Vidu q2-pro': { ...q2, ends: vidu, images: 7, imagesBesideVideo: 7 },
  'Vidu q2-turbo': { ...q2, ends: vidu },
  'Vidu q3-pro': { ...q3, ends: vidu },
  'Vidu q3-turbo': { ...q3, ends: vidu, images: 7 },
  'Vidu q3': { ...q3, images: 7 },
  'Vidu q3-mix': { ...q3, images: 7 },
  'PixVerse v5.6': { ...pixverse, seconds: [5, 8, 10], ratios: five },
  'PixVerse v6': longPixverse,
  'PixVerse c1': longPixverse,
  'H2 1.0': {
    seconds: range(3, 15),
    resolutions: hd,
    ratios: [...five, '4:5', '5:4', '21:9', '9:21'],
    ...none,
    images: 9,
    imagesBesideVideo: 5,
  },
}

const everyRatio = [...five, '2:3', '3:2', '4:5', '5:4', '21:9', '9:21']
const everyResolution = ['540P', '720P', '768P', '1080P']

test.each(Object.entries(table))('%s takes exactly what the page says', (name, sentence) => {
  const [ModelName = '', ModelVersion = ''] = name.split(' ')
  const takes = (members: Request) =>
    'job' in judge({ ModelName, ModelVersion, Prompt, ...members }, '2026-08')
  const images = ModelName === 'PixVerse' ? named : references
  const beside = range(0, 10).filter((count) =>
    takes({ ImageInfos: images(count), VideoInfos: [{ VideoUrl: video }] }),
  )
  expect({
    seconds: range(0, 17).filter((Duration) => takes({ Duration })),
    resolutions: everyResolution.filter((Resolution) => takes({ ExtraParameters: { Resolution } })),
    ratios: everyRatio.filter((AspectRatio) => takes({ ExtraParameters: { AspectRatio } })),
    ends: everyResolution.filter((Resolution) =>
      takes({ ImageUrl: first, LastImageUrl: last, ExtraParameters: { Resolution } }),
    ),
    images: Math.max(0, ...range(1, 10).filter((count) => takes({ ImageInfos: images(count) }))),
    imagesBesideVideo: beside.length === 0 ? null : Math.max(...beside),
  }).toEqual({
    ...sentence,
    ratios: everyRatio.filter((ratio) => sentence.ratios.includes(ratio)),
  })
})

test('with a video Kling 3.0-Omni makes 3 to 10 seconds, and 2K and 4K are reached everywhere but by OS', () => {
  const omni = { ModelName: 'Kling', ModelVersion: '3.0-Omni', Prompt, VideoInfos: [{ VideoUrl: video }] }
  expect(range(1, 16).filter((Duration) => 'job' in judge({ ...omni, Duration }, '2026-08'))).toEqual(
    range(3, 10),
  )
  for (const ModelName of ['Hunyuan', 'Hailuo', 'Kling', 'Vidu', 'PixVerse', 'H2', 'GV', 'OS']) {
    for (const Resolution of ['2K', '4K']) {
      const judgement = judge({ ModelName, Prompt, ExtraParameters: { Resolution } }, '2026-08')
      expect('job' in judgement, ModelName).toBe(ModelName !== 'OS')
    }
  }
})
