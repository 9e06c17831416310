import { describe, expect, test } from 'vitest'
import type { Job } from '../catalog/job.ts'
import { moneyText } from '../contract/money.ts'
import { type PriceRow, quote } from './price-table.ts'

const job: Job = {
  edition: '2026-01-08',
  family: 'Kling',
  version: '2.6',
  mode: 'text',
  prompt: 'a cat',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  durationSeconds: 5,
  resolution: '720P',
  aspectRatio: '16:9',
  audio: false,
  additionalParameters: {},
}

const asOf = { currency: 'USD', source: 'a list', date: '2026-09-20' }
const row = (amount: string, when?: PriceRow['when'], per: PriceRow['per'] = 'second'): PriceRow => ({
  ...asOf,
  amount,
  per,
  ...(when === undefined ? {} : { when }),
})

const priceOf = (rows: readonly PriceRow[], changes: Partial<Job> = {}) => {
  const quoted = quote(rows, { ...job, ...changes })
  return quoted && moneyText(quoted.money)
}

describe('A price list', () => {
  test('says the price of the first row whose facts all hold', () => {
    const rows = [
      row('0.14', { version: ['2.6'], resolution: ['1080P'], audio: [true] }),
      row('0.07', { version: ['2.6'], resolution: ['1080P'] }),
      row('0.042', { version: ['2.6'] }),
    ]
    expect(priceOf(rows, { resolution: '1080P', audio: true })).toBe('0.7 USD')
    expect(priceOf(rows, { resolution: '1080P' })).toBe('0.35 USD')
    expect(priceOf(rows)).toBe('0.21 USD')
  })

  test('in which no row holds does not know the price, which is not zero', () => {
    expect(priceOf([row('0.07', { version: ['2.5'] })])).toBeNull()
    expect(priceOf([row('0.07', { version: ['2.6'] })], { version: null })).toBeNull()
    expect(priceOf([])).toBeNull()
  })

  test('tells whose word it is, as of when, and why one should not rely on it', () => {
    expect(quote([{ ...row('1'), uncertain: 'resellers disagree' }], job)).toEqual({
      money: { micros: 5_000_000n, currency: 'USD' },
      source: 'a list',
      date: '2026-09-20',
      uncertain: 'resellers disagree',
    })
  })

  test.each([
    ['video', '0.28 USD'],
    ['second', '2.8 USD'],
    [{ seconds: 4 }, '0.84 USD'],
    [{ seconds: 5 }, '0.56 USD'],
  ] as const)('counts what is begun whole: ten seconds, per %j', (per, price) => {
    expect(priceOf([row('0.28', undefined, per)], { durationSeconds: 10 })).toBe(price)
  })

  test('takes the resolution that the model renders, not the one it is scaled up to', () => {
    const rows = [row('0.07', { resolution: ['1080P'] }), row('9', { resolution: ['4K'] })]
    expect(priceOf(rows, { resolution: '4K' })).toBe('0.35 USD')
  })

  test('tells a job that brings a video, or may wait, from one that does not', () => {
    const rows = [
      row('3', { videoInput: [true] }),
      row('1', { offPeak: [true] }),
      row('2', { offPeak: [false] }),
    ]
    expect(priceOf(rows)).toBe('10 USD')
    expect(priceOf(rows, { offPeak: true })).toBe('5 USD')
    const film = {
      parameter: 'VideoInfos.0.VideoUrl',
      url: 'https://a.example/v.mp4',
      use: 'base',
      keepOriginalSound: true,
    } as const
    expect(priceOf(rows, { videos: [film] })).toBe('15 USD')
  })
})
