import { expect, test } from 'vitest'
import { checkPrices } from './check-prices.ts'

const row = { amount: '1', currency: 'USD', per: 'second', source: 's', date: '2026-11-01' } as const

test('prices name vendors, and models of any edition', () => {
  checkPrices({ kling: [{ ...row, when: { family: ['Kling', 'PixVerse'] } }], comfyui: [row] })
})

test('a price of a vendor or a model that there is not is told, with the one that was probably meant', () => {
  expect(() => checkPrices({ klng: [row] })).toThrow(
    /^prices: there is no vendor klng\. Did you mean kling\? Set it by REELAY_PRICES\.$/,
  )
  expect(() => checkPrices({ kling: [{ ...row, when: { family: ['Klng'] } }] })).toThrow(
    /^prices: there is no model Klng\. Did you mean Kling\?/,
  )
})
