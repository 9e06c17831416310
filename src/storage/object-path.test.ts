import fc from 'fast-check'
import { sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assertObjectKey } from './object-store.ts'
import { keyAt, objectPath } from './object-path.ts'

const root = `${sep}data`

describe('keys', () => {
  test.each([
    '',
    '/',
    '/etc/passwd',
    'a/',
    '/a',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    'a/./b',
    'a/..',
    'a\\b',
    '..\\a',
    'a\0b',
    'a\nb',
    'a\u007Fb',
    '\uD800',
    'x'.repeat(1025),
  ])('%j is none', (key) => {
    expect(() => assertObjectKey(key)).toThrow(/not a key/)
    expect(() => objectPath(root, key)).toThrow(/not a key/)
  })

  test('everyday keys lie where they say', () => {
    expect(objectPath(root, 'results/4-AigcVideo-0a/0.mp4')).toBe('/data/results/4-AigcVideo-0a/0.mp4')
    expect(objectPath(root, 'buckets/ap-guangzhou/b-1/my_cos_file/猫 1.mp4')).toBe(
      '/data/buckets/ap-guangzhou/b-1/my_cos_file/猫 1.mp4',
    )
  })

  test('none can pass for a file of the store itself', () => {
    expect(objectPath(root, '#incoming/a')).toBe('/data/%23incoming/a')
    expect(objectPath(root, 'a.mp4#facts.json')).toBe('/data/a.mp4%23facts.json')
  })
})

const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 250 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\\/]/gu, '_'))
  .filter((text) => text !== '.' && text !== '..' && text !== '')
const key = fc
  .array(fc.oneof(segment, fc.constantFrom('a', '...', '#', '%23', ' ', 'a*b?', 'x'.repeat(300))), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => segments.join('/'))
  .filter((text) => Buffer.byteLength(text) <= 1024)

test('every key comes back from its path, stays below the root, and fits the file system', () => {
  fc.assert(
    fc.property(key, (key) => {
      const path = objectPath(root, key)
      expect(path.startsWith(`${root}${sep}`)).toBe(true)
      const names = path.slice(root.length + 1).split(sep)
      expect(keyAt(names)).toBe(key)
      for (const name of names) {
        expect(Buffer.byteLength(`${name}#facts.json`)).toBeLessThanOrEqual(255)
        expect(name).not.toMatch(/^\.{0,2}$/)
      }
    }),
  )
})
