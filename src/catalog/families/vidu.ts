import type { Family } from '../grammar.ts'
import { everyFamily } from './every-family.ts'

const versions = ['q2', 'q2-pro', 'q2-turbo'] as const

export const vidu = {
  name: 'Vidu',
  alsoKnownAs: ['Shengshu', 'ViduQ2'],
  summary: 'Shengshu Vidu',
  clauses: {
    ...everyFamily,
    // Vidu itself offers q2 for texts and references, q2-pro and q2-turbo for frames.
    ModelVersion: [
      {
        when: { mode: ['text', 'references'] },
        oneOf: versions,
        default: 'q2',
        because: 'Vidu renders texts and references with q2',
        source: 'reelay',
      },
      {
        oneOf: versions,
        default: 'q2-turbo',
        because: 'Vidu renders frames with q2-turbo',
        source: 'reelay',
      },
    ],
    Resolution: [{ oneOf: ['720P', '1080P'], upscaled: ['2K', '4K'], default: '720P', source: 'sdk' }],
    // The seed says "up to three" in general and "1-7" of this version; the rule of the model wins.
    ImageInfos: [
      {
        when: { version: ['q2'] },
        count: { from: 1, to: 7 },
        excludes: ['ImageUrl', 'LastImageUrl'],
        because: 'a Vidu call takes either frames or subjects',
        source: 'seed',
      },
      { refused: true, because: 'only version q2 takes reference images', source: 'seed' },
    ],
    // The id of a subject, free text; the bound is ours.
    ReferenceType: [
      {
        codePoints: { from: 1, to: 64 },
        because: 'it is the id of the subject that the image shows',
        source: 'seed',
      },
    ],
    LastImageUrl: [
      { when: { version: ['q2-pro', 'q2-turbo'] }, allowed: true, requires: ['ImageUrl'], source: 'seed' },
      {
        refused: true,
        because: 'only the versions q2-pro and q2-turbo render between two frames',
        source: 'seed',
      },
    ],
    // The seed names no default for Vidu; Vidu's own is 5.
    Duration: [{ from: 1, to: 10, default: 5, source: 'vidu' }],
    // The SDK names no default for Vidu; Vidu's own is 16:9.
    AspectRatio: [
      {
        when: { mode: ['text', 'references'], version: ['q2'] },
        oneOf: ['16:9', '9:16', '4:3', '3:4', '1:1'],
        default: '16:9',
        source: 'sdk',
      },
      {
        when: { mode: ['text', 'references'] },
        oneOf: ['16:9', '9:16', '1:1'],
        default: '16:9',
        because: '4:3 and 3:4 need version q2',
        source: 'sdk',
      },
      { refused: true, because: 'the first frame decides the shape', source: 'sdk' },
    ],
    Sound: [
      {
        oneOf: [true, false],
        default: false,
        because: "Vidu's own switch `audio` is off by default with q2",
        source: 'vidu',
      },
    ],
  },
} as const satisfies Family
