import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

const versions = ['2.0', '2.1', '2.5', 'O1', '2.6'] as const

export const kling = {
  name: 'Kling',
  alsoKnownAs: ['KlingAI', 'Kuaishou'],
  summary: 'Kuaishou Kling',
  clauses: {
    ...everyFamily,
    // The seed lists the versions but not which of them is "the stable one".
    ModelVersion: [
      {
        when: { mode: ['frames'] },
        oneOf: versions,
        default: '2.1',
        because: 'with an end frame the default is the one version that takes it',
        source: 'reelay',
      },
      { oneOf: versions, default: '2.6', source: 'reelay' },
    ],
    Resolution: [{ oneOf: ['720P', '1080P'], upscaled: ['2K', '4K'], default: '720P', source: 'sdk' }],
    ImageInfos: [
      {
        refused: true,
        because: 'Kling makes a video from a text, a first frame, or a first and a last frame',
        source: 'seed',
      },
    ],
    ReferenceType: [{ refused: true, because: 'there are no reference images', source: 'seed' }],
    LastImageUrl: [
      {
        when: { version: ['2.1'], resolution: ['1080P'] },
        allowed: true,
        requires: ['ImageUrl'],
        source: 'seed',
      },
      { refused: true, because: 'only version 2.1 at 1080P renders between two frames', source: 'seed' },
    ],
    Duration: [{ oneOf: [5, 10], default: 5, source: 'seed' }],
    AspectRatio: [
      {
        when: { mode: ['text'] },
        oneOf: ['16:9', '9:16', '1:1'],
        default: '16:9',
        source: 'sdk',
      },
      { refused: true, because: 'the first frame decides the shape', source: 'sdk' },
    ],
    Sound: [
      {
        when: { version: ['2.6'] },
        oneOf: [true, false],
        default: false,
        because: "Kling's own switch `sound` is off by default",
        source: 'kling',
      },
      { refused: true, default: false, because: 'only version 2.6 makes sound', source: 'kling' },
    ],
  },
} as const satisfies Family
