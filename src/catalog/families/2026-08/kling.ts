import type { Family } from '../../grammar.ts'
import { kling as seed } from '../kling.ts'
import { everyLaterFamily, keepOriginalSound, watermark } from './every-later-family.ts'
import { klingMaterial } from './kling-material.ts'
import { allScenes, omni, versions } from './kling-versions.ts'

export const kling = {
  ...seed,
  clauses: {
    ...seed.clauses,
    ...everyLaterFamily,
    ...klingMaterial,
    SceneType: [{ oneOf: allScenes, source: 'later' }],
    ModelVersion: [
      {
        when: { scene: allScenes },
        oneOf: versions,
        default: '2.6',
        because:
          'the page names no version for a scene, and 2.6 is the one under which VOD bills motion control',
        source: 'vod',
      },
      {
        when: { mode: ['references', 'video'] },
        oneOf: versions,
        default: '3.0-Omni',
        because: 'with references and videos the default is the newest version that takes both',
        source: 'reelay',
      },
      {
        when: { mode: ['frames'] },
        oneOf: versions,
        default: '3.0',
        because: 'with an end frame the default is a version that takes it at every resolution',
        source: 'reelay',
      },
      { oneOf: versions, default: '2.6', source: 'reelay' },
    ],
    Resolution: [
      {
        when: { version: ['3.0', '3.0-Omni'] },
        oneOf: ['720P', '1080P', '4K'],
        upscaled: ['2K'],
        default: '720P',
        source: 'later',
      },
      ...seed.clauses.Resolution,
    ],
    KeepOriginalSound: keepOriginalSound,
    Prompt: [
      {
        when: { scene: allScenes },
        codePoints: { from: 0, to: 2000 },
        because: 'what the scene works with says enough',
        source: 'reelay',
      },
      ...everyLaterFamily.Prompt,
    ],
    Duration: [
      { when: { version: ['O1'] }, from: 3, to: 10, default: 5, source: 'later' },
      {
        when: { version: ['3.0-Omni'], mode: ['video'] },
        from: 3,
        to: 10,
        default: 5,
        because: 'with a video it is 10 seconds at most',
        source: 'later',
      },
      { when: { version: ['3.0', '3.0-Omni'] }, from: 3, to: 15, default: 5, source: 'later' },
      ...seed.clauses.Duration,
    ],
    AspectRatio: [
      seed.clauses.AspectRatio[0],
      {
        when: { mode: ['references'], version: omni },
        refused: true,
        default: '16:9',
        because: 'Kling is given a shape with a text alone, and with references it is 16:9',
        source: 'reelay',
      },
      { refused: true, because: 'the image or video decides the shape', source: 'later' },
    ],
    // The page says "Kling, default false"; which versions can is Kling's to say.
    Sound: [
      {
        when: { scene: ['avatar_i2v', 'lip_sync'] },
        refused: true,
        default: true,
        because: 'the scene speaks with the sound that it is given',
        source: 'reelay',
      },
      {
        when: { mode: ['video'] },
        refused: true,
        default: false,
        because: 'beside a video there is no sound but that of the video, see KeepOriginalSound',
        source: 'kling',
      },
      {
        when: { version: ['2.6', '3.0', '3.0-Omni'] },
        oneOf: [true, false],
        default: false,
        source: 'later',
      },
      {
        refused: true,
        default: false,
        because: 'only the versions 2.6, 3.0 and 3.0-Omni make sound',
        source: 'kling',
      },
    ],
    LogoAdd: watermark,
  },
} as const satisfies Family
