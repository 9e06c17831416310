import { expect, test } from 'vitest'
import { tableOf } from './table.ts'

test('a table has its rows in columns', () => {
  expect(
    tableOf(
      ['NAME', 'N'],
      [
        ['a', '1'],
        ['longer', '2'],
      ],
    ),
  ).toBe('NAME    N\na       1\nlonger  2')
})

test.each([
  ['an escape sequence', '\u001b[2J'],
  ['one of a single character', '\u009b2J'],
  ['a line end', '\r\n2026 forged'],
  ['a line separator', '\u2028forged'],
  ['a change of direction', '\u202egnp.exe'],
])('%s in a cell does nothing to a terminal', (_, hostile) => {
  const shown = tableOf(['ACTION'], [[`a${hostile}b`]])
  expect(shown.split('\n')).toHaveLength(2)
  expect(shown.replace('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u)
  expect(shown).toContain(hostile.at(-1))
})
