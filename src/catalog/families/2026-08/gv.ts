import type { Family } from '../../grammar.ts'
import { gv as seed } from '../gv.ts'
import { everyLaterFamily } from './every-later-family.ts'

export const gv = {
  ...seed,
  withdrawn: {
    date: '2026-07-06',
    says: "Tencent's pages for MPS no longer name it since that day; VOD still does. It stays here, for vendors of your own.",
    source: 'go',
  },
  clauses: {
    ...seed.clauses,
    ...everyLaterFamily,
    // 3.1-fast came on 2026-05-12, two months before the pages dropped GV.
    ModelVersion: [{ oneOf: ['3.1', '3.1-fast'], default: '3.1', source: 'go' }],
  },
} as const satisfies Family
