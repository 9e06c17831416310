import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePairs, v1Pairs } from '../../tests/wire/signed-requests.ts'
import { exampleKey } from '../../tests/wire/wire-server.ts'
import { nodeDigest } from '../http/node-digest.ts'
import { decodePairs, type Pair } from './form-pairs.ts'
import { v1MethodOf, verifyV1 } from './v1-signature.ts'

const isValid = (pairs: readonly Pair[], host = 'mps.example', path = '/'): boolean => {
  const request = { method: 'GET', path, query: '', headers: { host }, body: new Uint8Array() } as const
  const signature = pairs.find(({ name }) => name === 'Signature')?.value ?? ''
  return verifyV1(nodeDigest, request, pairs, exampleKey.secretKey, { method: 'sha256', signature }).valid
}

const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed())

describe('a version 1 signature', () => {
  test('verifies whatever was signed, after encoding and decoding, in any order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z][a-z.0-9]{0,9}$/), text), fc.nat(), (own, turn) => {
        const pairs = decodePairs(encodePairs(v1Pairs(own)))
        const start = turn % pairs.length
        expect(isValid([...pairs.slice(start), ...pairs.slice(0, start)])).toBe(true)
      }),
    )
  })

  test('covers names, values, host and path', () => {
    const pairs = v1Pairs({ Prompt: 'a' })
    const changed = (name: string, pair: Pair) => pairs.map((old) => (old.name === name ? pair : old))
    expect(isValid(pairs)).toBe(true)
    expect(isValid(changed('Prompt', { name: 'Prompt', value: 'b' }))).toBe(false)
    expect(isValid(changed('Prompt', { name: 'prompt', value: 'a' }))).toBe(false)
    expect(isValid(pairs, 'other.example')).toBe(false)
    expect(isValid(v1Pairs({}, { path: '/api' }), 'mps.example', '/other')).toBe(false)
  })

  test('covers parameters with empty values', () => {
    const pairs = v1Pairs({ Region: '' })
    expect(isValid(pairs)).toBe(true)
    expect(isValid(pairs.filter(({ name }) => name !== 'Region'))).toBe(false)
  })

  test('means HmacSHA1 when it names no method or one we do not know', () => {
    expect([undefined, '', 'HmacMD5', 'hmacsha256', 'HmacSHA1'].map(v1MethodOf)).toEqual(
      Array(5).fill('sha1'),
    )
    expect(v1MethodOf('HmacSHA256')).toBe('sha256')
  })
})
