import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

export const os = {
  name: 'OS',
  alsoKnownAs: ['Sora', 'OpenAI', 'OpenAI Sora'],
  summary: 'OpenAI Sora 2',
  clauses: {
    ...everyFamily,
    ModelVersion: [{ oneOf: ['2.0'], default: '2.0', source: 'seed' }],
    Resolution: [
      { oneOf: ['720P'], default: '720P', because: 'the resolution of OS cannot be chosen', source: 'sdk' },
    ],
    ImageUrl: [
      {
        pixels: ['1280x720', '720x1280'],
        because: 'OS starts from an image of exactly the size of the video',
        source: 'seed',
      },
    ],
    ImageInfos: [{ refused: true, because: 'OS makes a video from a text or a first frame', source: 'seed' }],
    ReferenceType: [{ refused: true, because: 'there are no reference images', source: 'seed' }],
    LastImageUrl: [{ refused: true, because: 'OS has no end frame', source: 'seed' }],
    Duration: [{ oneOf: [4, 8, 12], default: 8, source: 'seed' }],
    AspectRatio: [
      { when: { mode: ['text'] }, oneOf: ['16:9', '9:16'], default: '16:9', source: 'sdk' },
      { refused: true, because: 'the first frame decides the shape', source: 'sdk' },
    ],
    Sound: [
      {
        oneOf: [true, false],
        default: true,
        because: 'Sora 2 makes sound unless told otherwise (EnableAudio, default true)',
        source: 'sdk',
      },
    ],
  },
} as const satisfies Family
