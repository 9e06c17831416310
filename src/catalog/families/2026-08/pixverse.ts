import type { Family } from '../../grammar.ts'
import { everyFamily } from '../every-family.ts'
import { everyLaterFamily } from './every-later-family.ts'

const versions = ['v5.6', 'v6', 'c1'] as const

export const pixverse = {
  name: 'PixVerse',
  alsoKnownAs: ['Pix Verse', 'Aishi'],
  summary: 'Aishi PixVerse',
  clauses: {
    ...everyFamily,
    ...everyLaterFamily,
    // The page does not say which version is "the stable one".
    ModelVersion: [{ oneOf: versions, default: 'v6', source: 'reelay' }],
    Resolution: [
      { oneOf: ['540P', '720P', '1080P'], upscaled: ['2K', '4K'], default: '720P', source: 'later' },
    ],
    ImageInfos: [
      {
        count: { from: 1, to: 7 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'the page offers frames and reference images as two ways',
        source: 'later',
      },
    ],
    ReferenceType: [{ refused: true, because: 'PixVerse knows its images by Text', source: 'later' }],
    // The page demands it although no SDK has a member for it: without the name the prompt cannot speak of the image.
    Text: [
      {
        codePoints: { from: 1, to: 64 },
        required: true,
        because: 'it is the name by which the prompt speaks of the image',
        source: 'later',
      },
    ],
    LastImageUrl: [{ allowed: true, requires: ['ImageUrl'], source: 'later' }],
    Duration: [
      { when: { version: ['v5.6'] }, oneOf: [5, 8, 10], default: 5, source: 'later' },
      { from: 1, to: 15, default: 5, source: 'later' },
    ],
    // The page names no default; 16:9 is that of every other model.
    AspectRatio: [
      {
        when: { mode: ['text', 'references'], version: ['v6', 'c1'] },
        oneOf: ['16:9', '9:16', '4:3', '3:4', '1:1', '2:3', '3:2', '21:9'],
        default: '16:9',
        source: 'later',
      },
      {
        when: { mode: ['text', 'references'] },
        oneOf: ['16:9', '9:16', '4:3', '3:4', '1:1'],
        default: '16:9',
        because: '2:3, 3:2 and 21:9 need version v6 or c1',
        source: 'later',
      },
      { refused: true, because: 'the first frame decides the shape', source: 'later' },
    ],
    Sound: [{ oneOf: [true, false], default: false, source: 'later' }],
  },
} as const satisfies Family
