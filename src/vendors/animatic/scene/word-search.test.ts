import { describe, expect, test } from 'vitest'
import { searchable, wordSearch } from './word-search.ts'

describe('a word search', () => {
  const search = wordSearch('fox bus sand~dune will-o-wisp 雪 雪山')

  test.each([
    ['a fox', true],
    ['two Foxes', true],
    ['foxglove', false],
    ['the buses', true],
    ['sand dunes', true],
    ['sand-dune', true],
    ['sandy dunes', false],
    ['a will-o-wisp', true],
    ['远处的雪山', true],
    ['', false],
  ])('in %j finds whole words and Chinese ones anywhere: %s', (text, found) => {
    expect(search.found(searchable(text))).toBe(found)
  })

  test('counts different words once and tells where the first one is', () => {
    const text = searchable('fox, fox and a bus')
    expect(search.count(text)).toBe(2)
    expect(search.first(searchable('a bus'))).toBeLessThan(search.first(searchable('there comes a bus')))
    expect(search.first(searchable('nothing'))).toBe(Infinity)
  })
})
