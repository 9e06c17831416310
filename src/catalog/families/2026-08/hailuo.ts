import type { Family } from '../../grammar.ts'
import { hailuo as seed } from '../hailuo.ts'
import { everyLaterFamily, watermark } from './every-later-family.ts'

const versions = ['02', '2.3', '2.3-fast'] as const

export const hailuo = {
  ...seed,
  clauses: {
    ...seed.clauses,
    ...everyLaterFamily,
    ModelVersion: [
      {
        when: { mode: ['frames'] },
        oneOf: versions,
        default: '02',
        because: 'with an end frame the default is the one version that takes it',
        source: 'reelay',
      },
      { oneOf: versions, default: '2.3', source: 'reelay' },
    ],
    ImageUrl: [
      {
        when: { version: ['2.3-fast'] },
        allowed: true,
        required: true,
        because: 'the fast version makes no video from text alone',
        source: 'minimax',
      },
      ...seed.clauses.ImageUrl,
    ],
    LastImageUrl: [
      { when: { version: ['02'] }, allowed: true, requires: ['ImageUrl'], source: 'later' },
      { refused: true, because: 'only version 02 renders between two frames', source: 'later' },
    ],
    LogoAdd: watermark,
  },
} as const satisfies Family
