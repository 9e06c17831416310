import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJsonBody } from './json-body.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const refusal = expect.objectContaining({ code: 'InvalidParameter' })

describe('a JSON body', () => {
  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (value) => {
        const text = JSON.stringify(value)
        expect(parseJsonBody(bytes(text))).toEqual(JSON.parse(text))
      }),
    )
  })

  test('counts brackets in texts as text', () => {
    expect(parseJsonBody(bytes(JSON.stringify({ Prompt: '[{'.repeat(100) + '\\"[' })))).toHaveProperty(
      'Prompt',
    )
  })

  test('takes the last of two members of the same name', () => {
    expect(parseJsonBody(bytes('{"Duration":5,"Duration":10}'))).toEqual({ Duration: 10 })
  })

  test('keeps a member called __proto__ to itself', () => {
    const parsed = parseJsonBody(bytes('{"__proto__":{"polluted":true}}'))
    expect(Object.hasOwn(parsed, '__proto__')).toBe(true)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  test.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['half of JSON', '{"Prompt":'],
    ['JavaScript', "{Prompt:'a'}"],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '""'],
    ['a number', '1'],
  ])('that is %s is refused', (_, text) => {
    expect(() => parseJsonBody(bytes(text))).toThrow(refusal)
  })

  test('that is not UTF-8 is refused', () => {
    expect(() => parseJsonBody(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))).toThrow(refusal)
  })

  test('of more than ten thousand values is refused before it is parsed', () => {
    const members = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":","`)
    expect(Object.keys(parseJsonBody(bytes(`{${members(10_000).join()}}`)))).toHaveLength(10_000)
    expect(() => parseJsonBody(bytes(`{${members(10_001).join()}}`))).toThrow('at most 10000')
    expect(() => parseJsonBody(bytes(`{"a":[${'1,'.repeat(1_000_000)}`))).toThrow('at most 10000')
  })

  test('of millions of brackets is refused before it is parsed', () => {
    expect(() => parseJsonBody(bytes('['.repeat(10_000_000)))).toThrow('at most 32 levels')
    expect(() => parseJsonBody(bytes('{"a":'.repeat(1_000_000)))).toThrow('at most 32 levels')
  })
})
