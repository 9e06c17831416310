import { expect, test } from 'vitest'
import { chineseReasons } from './chinese-reasons.ts'
import { familiesOf } from './editions.ts'

const reasons = Object.values(familiesOf)
  .flat()
  .flatMap(({ clauses }) => Object.values(clauses).flat())
  .flatMap((clause) => ('because' in clause ? [clause.because] : []))

test('every reason of a rule has its Chinese words', () => {
  expect(reasons.filter((because) => !chineseReasons.has(because))).toEqual([])
})

test('no Chinese words are kept of a rule that is gone', () => {
  const used = new Set<string>(reasons)
  expect([...chineseReasons.keys()].filter((because) => !used.has(because))).toEqual([])
})

test('they are Chinese, and end without a full stop as the English ones do', () => {
  for (const words of chineseReasons.values()) expect(words).toMatch(/\p{Script=Han}.*[^。]$/u)
})
