import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

export const gv = {
  name: 'GV',
  alsoKnownAs: ['Veo', 'Google Veo', 'Google'],
  summary: 'Google Veo',
  clauses: {
    ...everyFamily,
    ModelVersion: [{ oneOf: ['3.1'], default: '3.1', source: 'seed' }],
    Resolution: [{ oneOf: ['720P', '1080P'], upscaled: ['2K', '4K'], default: '720P', source: 'sdk' }],
    ImageInfos: [
      {
        count: { from: 1, to: 3 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'GV takes either frames or reference images',
        source: 'seed',
      },
    ],
    ReferenceType: [
      { oneOf: ['asset', 'style'], because: 'for GV it says how the image is used', source: 'sdk' },
    ],
    LastImageUrl: [{ allowed: true, requires: ['ImageUrl'], source: 'seed' }],
    Duration: [{ oneOf: [8], default: 8, source: 'seed' }],
    // The page's own example sends a ratio with two frames: GV takes it in every mode.
    AspectRatio: [{ oneOf: ['16:9', '9:16'], default: '16:9', source: 'sdk' }],
    Sound: [
      {
        oneOf: [true, false],
        default: true,
        because: 'Veo 3.1 makes sound unless told otherwise (EnableAudio, default true)',
        source: 'sdk',
      },
    ],
  },
} as const satisfies Family
