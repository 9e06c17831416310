import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePairs, decodeText } from './form-pairs.ts'

const refusal = expect.objectContaining({ code: 'InvalidParameter' })

describe('a query or form', () => {
  test('decodes what encodeURIComponent and URLSearchParams encode', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed())
    fc.assert(
      fc.property(fc.dictionary(text, text), (values) => {
        const pairs = Object.entries(values).map(([name, value]) => ({ name, value }))
        const percent = pairs
          .map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
          .join('&')
        const plus = new URLSearchParams(
          pairs.map(({ name, value }): [string, string] => [name, value]),
        ).toString()
        expect(decodePairs(percent)).toEqual(pairs)
        expect(decodePairs(plus)).toEqual(pairs)
      }),
    )
  })

  test('keeps empty values, equals signs in values, and ignores empty pieces', () => {
    expect(decodePairs('Region=&Prompt=a=b&&')).toEqual([
      { name: 'Region', value: '' },
      { name: 'Prompt', value: 'a=b' },
    ])
    expect(decodePairs('')).toEqual([])
  })

  test('drops nothing behind many empty pieces: it refuses them, as it refuses many pairs', () => {
    expect(decodePairs(`${'&'.repeat(999)}Prompt=a`)).toEqual([{ name: 'Prompt', value: 'a' }])
    expect(() => decodePairs(`${'&'.repeat(1000)}Prompt=a`)).toThrow(refusal)
  })

  test('without an equals sign is refused in the words of the real service', () => {
    expect(() => decodePairs('Prompt')).toThrow('Url key and value should be splited by `=`.')
  })

  test.each([
    ['a name twice', 'Prompt=a&Prompt=b'],
    ['a name twice, encoded differently', 'Prompt=a&%50rompt=b'],
    ['half a percent-encoding', 'Prompt=%E4%'],
    ['bytes that are not UTF-8', 'Prompt=%FF'],
    ['more pairs than anybody needs', Array.from({ length: 1001 }, (_, index) => `a${index}=1`).join('&')],
  ])('with %s is refused', (_, encoded) => {
    expect(() => decodePairs(encoded)).toThrow(refusal)
  })

  test('whose bytes are not UTF-8 is refused', () => {
    expect(() => decodeText(Uint8Array.of(0x61, 0xff))).toThrow(refusal)
  })
})
