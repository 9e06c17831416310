import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountText, money, moneyText, parseAmount } from './money.ts'

const amounts = fc.bigInt({ min: 0n, max: 10n ** 36n - 1n })

test('An amount reads back exactly as it was written', () => {
  fc.assert(fc.property(amounts, (micros) => parseAmount(amountText(micros)) === micros))
})

test('A sum of amounts is exact, where floating point is not', () => {
  const tenth = money('0.1', 'USD').micros
  const fifth = money('0.2', 'USD').micros
  expect(amountText(tenth + fifth)).toBe('0.3')
  expect(0.1 + 0.2).not.toBe(0.3)
})

test.each([
  ['0', 0n],
  ['0.042', 42_000n],
  ['0.210000', 210_000n],
  ['12', 12_000_000n],
  ['999999999999999999999999999999.999999', 10n ** 36n - 1n],
])('%s is %i millionths', (text, micros) => expect(parseAmount(text)).toBe(micros))

test.each([
  '',
  '-1',
  '1e3',
  '.5',
  '1.',
  '0.0000001',
  '1,5',
  ' 1',
  '0x10',
  'NaN',
  '1000000000000000000000000000000',
])('%j is no amount: nothing is rounded or guessed', (text) => {
  expect(parseAmount(text)).toBeNull()
  expect(() => money(text, 'USD')).toThrow(RangeError)
})

test('An amount is told without needless zeros, with its currency', () => {
  expect(moneyText(money('0.420', 'USD'))).toBe('0.42 USD')
  expect(moneyText(money('10', 'credits'))).toBe('10 credits')
})
