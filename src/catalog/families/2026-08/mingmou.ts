import type { Family } from '../../grammar.ts'
import { everyFamily } from '../every-family.ts'
import { everyLaterFamily } from './every-later-family.ts'

/**
 * The page says one thing of Mingmou: that it turns wide videos upright (land2port). So a video is what it needs, and
 * the rest follows from that.
 */
export const mingmou = {
  name: 'Mingmou',
  alsoKnownAs: ['Tencent Mingmou'],
  summary: 'Tencent Mingmou',
  clauses: {
    ...everyFamily,
    ...everyLaterFamily,
    SceneType: [
      {
        oneOf: ['land2port'],
        default: 'land2port',
        because: 'it is the one thing that the page has Mingmou do',
        source: 'later',
      },
    ],
    ModelVersion: [{ refused: true, because: 'this edition lists no version of Mingmou', source: 'later' }],
    // VOD bills `Mingmou1.0_1080P` and nothing else.
    Resolution: [{ oneOf: ['1080P'], upscaled: ['2K', '4K'], default: '1080P', source: 'vod' }],
    ReferType: [
      { oneOf: ['base'], default: 'base', because: 'the video itself is turned upright', source: 'reelay' },
    ],
    VideoInfos: [
      {
        count: { from: 1, to: 1 },
        excludes: [],
        required: true,
        because: 'there is nothing to turn upright without a video',
        source: 'reelay',
      },
    ],
    KeepOriginalSound: [
      {
        oneOf: ['yes', 'no'],
        default: 'yes',
        because: 'it stays the same film',
        source: 'reelay',
      },
    ],
    Prompt: [everyFamily.Prompt[1]],
    ImageUrl: [{ refused: true, because: 'Mingmou works on a video', source: 'reelay' }],
    LastImageUrl: [{ refused: true, because: 'Mingmou works on a video', source: 'reelay' }],
    ImageInfos: [{ refused: true, because: 'Mingmou works on a video', source: 'reelay' }],
    ReferenceType: [{ refused: true, because: 'there are no reference images', source: 'reelay' }],
    Duration: [
      {
        refused: true,
        default: 5,
        because: 'the video decides the length, which nobody knows before it is fetched',
        source: 'reelay',
      },
    ],
    AspectRatio: [
      { refused: true, default: '9:16', because: 'upright is what the scene is for', source: 'reelay' },
    ],
    Sound: [
      {
        refused: true,
        default: false,
        because: 'Mingmou makes no sound of its own, see KeepOriginalSound',
        source: 'reelay',
      },
    ],
  },
} as const satisfies Family
