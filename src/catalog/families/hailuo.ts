import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

export const hailuo = {
  name: 'Hailuo',
  alsoKnownAs: ['MiniMax', 'MiniMax-Hailuo'],
  summary: 'MiniMax Hailuo',
  clauses: {
    ...everyFamily,
    // The seed lists the versions but not which of them is "the stable one".
    ModelVersion: [{ oneOf: ['02', '2.3'], default: '2.3', source: 'reelay' }],
    Resolution: [{ oneOf: ['768P', '1080P'], upscaled: ['2K', '4K'], default: '768P', source: 'sdk' }],
    ImageInfos: [
      { refused: true, because: 'Hailuo makes a video from a text or a first frame', source: 'seed' },
    ],
    ReferenceType: [{ refused: true, because: 'there are no reference images', source: 'seed' }],
    LastImageUrl: [{ refused: true, because: 'this edition gives Hailuo no end frame', source: 'seed' }],
    // The seed says "standard mode"; MiniMax's table gives 10 seconds to 768P only.
    Duration: [
      { when: { resolution: ['768P'] }, oneOf: [6, 10], default: 6, source: 'seed' },
      {
        oneOf: [6],
        default: 6,
        because: 'only the standard mode, 768P, renders 10 seconds',
        source: 'minimax',
      },
    ],
    AspectRatio: [
      {
        when: { mode: ['text'] },
        refused: true,
        default: '16:9',
        because: 'Hailuo chooses the shape itself, and without an image that is 16:9',
        source: 'reelay',
      },
      { refused: true, because: 'Hailuo follows the shape of the image', source: 'sdk' },
    ],
    Sound: [{ refused: true, default: false, because: 'Hailuo clips are silent', source: 'minimax' }],
  },
} as const satisfies Family
