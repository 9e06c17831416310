import type { Family } from '../../grammar.ts'
import { everyFamily } from '../every-family.ts'
import { everyLaterFamily, keepOriginalSound, watermark } from './every-later-family.ts'

/** No page says whose model H2 is; its figures are those of Alibaba's HappyHorse 1.0, so that is what we take it for. */
export const h2 = {
  name: 'H2',
  alsoKnownAs: ['HappyHorse', 'Happy Horse', 'Alibaba'],
  summary: 'Alibaba HappyHorse',
  clauses: {
    ...everyFamily,
    ...everyLaterFamily,
    ModelVersion: [{ oneOf: ['1.0'], default: '1.0', source: 'later' }],
    Resolution: [{ oneOf: ['720P', '1080P'], upscaled: ['2K', '4K'], default: '1080P', source: 'later' }],
    ReferType: [{ oneOf: ['base', 'feature'], default: 'base', source: 'later' }],
    VideoInfos: [
      {
        when: { video: ['base'] },
        count: { from: 1, to: 1 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'a video that is edited brings its own frames',
        source: 'later',
      },
      { count: { from: 1, to: 1 }, excludes: [], because: 'one video can be followed', source: 'reelay' },
    ],
    KeepOriginalSound: keepOriginalSound,
    ImageInfos: [
      {
        when: { mode: ['video'] },
        count: { from: 0, to: 5 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'the page offers frames and reference images as two ways',
        source: 'later',
      },
      {
        count: { from: 1, to: 9 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'the page offers frames and reference images as two ways',
        source: 'later',
      },
    ],
    ReferenceType: [{ refused: true, because: 'it says something to GV and Vidu only', source: 'later' }],
    LastImageUrl: [{ refused: true, because: 'the page gives H2 no end frame', source: 'later' }],
    Duration: [{ from: 3, to: 15, default: 5, source: 'later' }],
    // The page names no default; 16:9 is that of every other model.
    AspectRatio: [
      {
        when: { mode: ['text', 'references'] },
        oneOf: ['16:9', '9:16', '4:3', '3:4', '4:5', '5:4', '1:1', '21:9', '9:21'],
        default: '16:9',
        source: 'later',
      },
      { refused: true, because: 'the image or video decides the shape', source: 'later' },
    ],
    Sound: [
      {
        refused: true,
        default: false,
        because: 'the page gives H2 no switch for the sound',
        source: 'later',
      },
    ],
    LogoAdd: watermark,
  },
} as const satisfies Family
