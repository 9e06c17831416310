import type { Family } from '../../grammar.ts'
import { vidu as seed } from '../vidu.ts'
import { everyLaterFamily, keepOriginalSound, watermark } from './every-later-family.ts'

const q3 = ['q3-pro', 'q3-turbo', 'q3', 'q3-mix'] as const
const q2 = ['q2', 'q2-pro', 'q2-turbo'] as const
const versions = [...q2, ...q3] as const

export const vidu = {
  ...seed,
  alsoKnownAs: [...seed.alsoKnownAs, 'ViduQ3'],
  clauses: {
    ...seed.clauses,
    ...everyLaterFamily,
    SceneType: [{ oneOf: ['template_effect'], source: 'later' }],
    ModelVersion: [
      {
        when: { mode: ['text', 'references'] },
        oneOf: versions,
        default: 'q2',
        because: 'Vidu renders texts and references with q2',
        source: 'reelay',
      },
      {
        when: { mode: ['video'] },
        oneOf: versions,
        default: 'q2-pro',
        because: 'with a video the default is the one version that takes it',
        source: 'reelay',
      },
      {
        oneOf: versions,
        default: 'q2-turbo',
        because: 'Vidu renders frames with q2-turbo',
        source: 'reelay',
      },
    ],
    Resolution: [
      { oneOf: ['540P', '720P', '1080P'], upscaled: ['2K', '4K'], default: '720P', source: 'later' },
    ],
    // A video stands for a subject, like an image; no page speaks of editing one.
    ReferType: [
      { oneOf: ['feature'], default: 'feature', because: 'Vidu edits no videos', source: 'reelay' },
    ],
    VideoInfos: [
      {
        when: { version: ['q2-pro'] },
        count: { from: 1, to: 1 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'a Vidu call takes either frames or subjects',
        source: 'later',
      },
      { refused: true, because: 'only version q2-pro takes a video', source: 'later' },
    ],
    KeepOriginalSound: keepOriginalSound,
    ImageInfos: [
      {
        when: { version: ['q2', 'q2-pro', 'q3-turbo', 'q3', 'q3-mix'] },
        count: { from: 1, to: 7 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'a Vidu call takes either frames or subjects',
        source: 'later',
      },
      {
        refused: true,
        because: 'only the versions q2, q2-pro, q3-turbo, q3 and q3-mix take reference images',
        source: 'later',
      },
    ],
    LastImageUrl: [
      {
        when: { version: ['q2-pro', 'q2-turbo', 'q3-pro', 'q3-turbo'] },
        allowed: true,
        requires: ['ImageUrl'],
        source: 'later',
      },
      {
        refused: true,
        because: 'only the versions q2-pro, q2-turbo, q3-pro and q3-turbo render between two frames',
        source: 'later',
      },
    ],
    Duration: [
      { when: { version: q3 }, from: 3, to: 16, default: 5, source: 'later' },
      ...seed.clauses.Duration,
    ],
    // To Vidu a video is one more reference.
    AspectRatio: [
      {
        when: { mode: ['video'] },
        oneOf: ['16:9', '9:16', '1:1'],
        default: '16:9',
        because: '4:3 and 3:4 need version q2',
        source: 'reelay',
      },
      ...seed.clauses.AspectRatio,
    ],
    // The seed could ask for sound by Vidu's own switch only; with EnableAudio the page gives it to the q3 series.
    Sound: [
      { when: { version: q3 }, oneOf: [true, false], default: false, source: 'later' },
      { refused: true, default: false, because: 'only the q3 series makes sound', source: 'later' },
    ],
    LogoAdd: watermark,
    OffPeak: [{ oneOf: [true, false], default: false, source: 'later' }],
    EnableBgm: [
      { when: { version: q2 }, oneOf: [true, false], default: false, source: 'vidu' },
      { refused: true, default: false, because: 'Vidu adds music in the q2 series only', source: 'vidu' },
    ],
  },
} as const satisfies Family
