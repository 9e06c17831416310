import type { Family } from '../../grammar.ts'
import { os as seed } from '../os.ts'
import { everyLaterFamily } from './every-later-family.ts'

export const os = {
  ...seed,
  withdrawn: {
    date: '2026-07-06',
    says: "Tencent's pages for MPS no longer name it since that day; VOD still does. It stays here, for vendors of your own.",
    source: 'go',
  },
  clauses: { ...seed.clauses, ...everyLaterFamily },
} as const satisfies Family
