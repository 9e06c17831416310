import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseByteRange } from './byte-range.ts'

describe('parseByteRange', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=10-', { start: 10, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=99-1000', { start: 99, end: 99 }],
    ['bytes=5-99999999999999999999', { start: 5, end: 99 }],
    ['BYTES= 1-2 ', { start: 1, end: 2 }],
  ])('%s of 100 bytes is %j', (header, range) => {
    expect(parseByteRange(header, 100)).toEqual(range)
  })

  test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=99999999999999999999-'])(
    '%s of 100 bytes asks for what is not there',
    (header) => {
      expect(parseByteRange(header, 100)).toBe('unsatisfiable')
    },
  )

  test.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=a-b',
    'bytes=0-1,5-6',
    'lines=0-1',
    'bytes=1.5-2',
    'bytes=--5',
  ])('%s gives the whole', (header) => {
    expect(parseByteRange(header, 100)).toBe('whole')
  })

  test('nothing of an empty object can be asked for', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1'])
      expect(parseByteRange(header, 0)).toBe('unsatisfiable')
  })

  test('is the same as slicing: what a range gives are exactly the bytes asked for that exist', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.option(fc.nat(400)), fc.option(fc.nat(400)), (sizeBytes, first, last) => {
        const header = `bytes=${first ?? ''}-${last ?? ''}`
        const range = parseByteRange(header, sizeBytes)
        const all = Array.from({ length: sizeBytes }, (_byte, index) => index)
        let wanted: number[]
        if (first === null && last === null) {
          expect(range).toBe('whole')
          return
        }
        if (first === null) wanted = last === 0 ? [] : all.slice(-(last ?? 0))
        else if (last !== null && last < first) {
          expect(range).toBe('whole')
          return
        } else wanted = all.slice(first, last === null ? undefined : last + 1)
        const given = typeof range === 'string' ? [] : all.slice(range.start, range.end + 1)
        expect(given).toEqual(wanted)
        expect(range === 'unsatisfiable').toBe(wanted.length === 0)
      }),
    )
  })
})
