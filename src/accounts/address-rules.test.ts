import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressRules, parseAddressRange } from './address-rules.ts'

const judge = (address: string, allowed: readonly string[], denied: readonly string[] = []) =>
  createAddressRules(allowed, denied).judge(address)

describe('the rules of an account', () => {
  test.each([
    ['10.1.2.3', ['10.0.0.0/8'], [], 'allowed'],
    ['11.1.2.3', ['10.0.0.0/8'], [], 'not allowed'],
    ['192.0.2.7', ['192.0.2.7'], [], 'allowed'],
    ['192.0.2.8', ['192.0.2.7'], [], 'not allowed'],
    ['192.0.2.8', [], ['192.0.2.7'], 'allowed'],
    ['192.0.2.7', [], ['192.0.2.0/24'], 'denied'],
    ['10.6.6.6', ['10.0.0.0/8'], ['10.6.6.6'], 'denied'],
    ['2001:db8::1', ['2001:db8::/32'], [], 'allowed'],
    ['2001:DB9::1', ['2001:db8::/32'], [], 'not allowed'],
    ['fe80::1%eth0', ['fe80::/10'], [], 'allowed'],
    ['203.0.113.9', ['0.0.0.0/0'], [], 'allowed'],
  ])('judge %s with %j allowed and %j denied: %s', (address, allowed, denied, judgement) => {
    expect(judge(address, allowed, denied)).toBe(judgement)
  })

  test.each(['::ffff:10.1.2.3', '::FFFF:a01:203', '0:0:0:0:0:ffff:10.1.2.3'])(
    'take IPv4 in the form of IPv6 for IPv4: %s',
    (mapped) => {
      expect(judge(mapped, ['10.0.0.0/8'])).toBe('allowed')
      expect(judge(mapped, [], ['10.1.2.3'])).toBe('denied')
      expect(judge('10.1.2.3', [mapped])).toBe('allowed')
    },
  )

  test('keep the families apart: all of IPv6 is none of IPv4, and the other way round', () => {
    expect(judge('10.1.2.3', ['::/0'])).toBe('not allowed')
    expect(judge('::ffff:10.1.2.3', ['::/0'])).toBe('not allowed')
    expect(judge('2001:db8::1', ['0.0.0.0/0'])).toBe('not allowed')
  })

  test.each(['', 'unknown', '_hidden', '10.1.2.3:5678', '[2001:db8::1]', '10.1.2'])(
    'never let in what is no address: %j',
    (text) => {
      expect(judge(text, ['0.0.0.0/0', '::/0'])).toBe('not allowed')
      expect(judge(text, [], ['10.0.0.1'])).toBe('not allowed')
    },
  )

  test('hold for every address of a range and for none beside it', () => {
    const number = fc.integer({ min: 0, max: 2 ** 32 - 1 })
    fc.assert(
      fc.property(number, number, fc.integer({ min: 0, max: 32 }), (network, address, prefix) => {
        const size = 2 ** (32 - prefix)
        const isInside = Math.floor(network / size) === Math.floor(address / size)
        const judgement = judge(dotted(address), [`${dotted(network)}/${prefix}`])
        expect(judgement).toBe(isInside ? 'allowed' : 'not allowed')
      }),
    )
  })
})

const dotted = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')

describe('a range', () => {
  test.each([
    ['192.0.2.7', { text: '192.0.2.7', family: 'ipv4', prefix: 32 }],
    ['10.0.0.0/8', { text: '10.0.0.0', family: 'ipv4', prefix: 8 }],
    ['2001:DB8::/32', { text: '2001:db8::', family: 'ipv6', prefix: 32 }],
    ['::1', { text: '::1', family: 'ipv6', prefix: 128 }],
    ['::ffff:10.0.0.0/104', { text: '10.0.0.0', family: 'ipv4', prefix: 8 }],
  ])('reads %s', (text, range) => {
    expect(parseAddressRange(text)).toEqual(range)
  })

  test.each([
    '',
    'example.com',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    '::ffff:10.0.0.0/64',
    'fe80::1%eth0',
    ' 10.0.0.1',
    '010.0.0.1',
    '10.0.0.0/8x',
  ])('is not: %j', (text) => {
    expect(parseAddressRange(text)).toBeNull()
  })
})
