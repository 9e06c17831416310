import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

/** The seed names Hunyuan and says nothing more about it: the rules are those of Tencent's own door to the model. */
export const hunyuan = {
  name: 'Hunyuan',
  alsoKnownAs: ['HunyuanVideo', 'Tencent', 'HY'],
  summary: 'Tencent Hunyuan',
  clauses: {
    ...everyFamily,
    ModelVersion: [{ refused: true, because: 'this edition lists no version of Hunyuan', source: 'seed' }],
    Resolution: [{ oneOf: ['720P'], upscaled: ['2K', '4K'], default: '720P', source: 'tokenhub' }],
    ImageInfos: [
      { refused: true, because: 'Hunyuan makes a video from a text or a first frame', source: 'seed' },
    ],
    ReferenceType: [{ refused: true, because: 'there are no reference images', source: 'seed' }],
    LastImageUrl: [{ refused: true, because: 'Hunyuan has no end frame', source: 'seed' }],
    Duration: [
      { oneOf: [5], default: 5, because: 'every clip of the model has this length', source: 'tokenhub' },
    ],
    AspectRatio: [
      {
        when: { mode: ['text'] },
        oneOf: ['16:9', '9:16', '1:1', '4:3', '3:4'],
        default: '16:9',
        source: 'tokenhub',
      },
      { refused: true, because: 'the image decides the shape', source: 'tokenhub' },
    ],
    Sound: [{ refused: true, default: false, because: 'Hunyuan clips are silent', source: 'tokenhub' }],
  },
} as const satisfies Family
