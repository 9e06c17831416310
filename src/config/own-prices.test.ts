import { describe, expect, test } from 'vitest'
import { explainConfig } from './explain.ts'
import { ConfigProblems, loadConfig } from './load.ts'

const load = (prices: unknown) =>
  loadConfig({ flags: {}, environment: { REELAY_PRICES: JSON.stringify(prices) } })
const problemOf = (prices: unknown): string => {
  try {
    load(prices)
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems.join('\n')
    throw error
  }
  return ''
}
const row = { amount: '0.03', currency: 'USD', date: '2026-11-01' }

describe('Prices of one’s own', () => {
  test('are rows by vendor, with single facts or lists of them', () => {
    const when = { version: '2.6', resolution: ['720p', '1080P'], audio: false }
    const { config } = load({ kling: [{ ...row, when, per: 'video', source: 'contract 17' }] })
    expect(config.prices).toEqual({
      kling: [
        {
          ...row,
          when: { version: ['2.6'], resolution: ['720P', '1080P'], audio: [false] },
          per: 'video',
          source: 'contract 17',
        },
      ],
    })
  })

  test('are per second and the operator’s, when nothing else is said', () => {
    expect(load({ comfyui: [{ ...row, amount: 0.0004 }] }).config.prices).toEqual({
      comfyui: [{ ...row, amount: '0.0004', per: 'second', source: "the operator's price list" }],
    })
  })

  test('are shown by config --explain', () => {
    expect(explainConfig(load({ comfyui: [row] }))).toMatch(/prices +\{"comfyui":.*environment REELAY_PRICES/)
  })

  test.each([
    ['not JSON', 'prices: It has to be an object with a list of rows for each vendor'],
    [{ kling: row }, 'kling: It has to be a list of rows'],
    [{ kling: [{ ...row, amont: 1 }] }, 'kling.0: there is no member amont; did you mean amount?'],
    [
      { kling: [{ ...row, when: { verzion: '2.6' } }] },
      'kling.0.when: there is no member verzion; did you mean version?',
    ],
    [{ kling: [{ ...row, amount: '0,03' }] }, 'kling.0.amount: It has to be an amount such as "0.042"'],
    [{ kling: [{ ...row, amount: -1 }] }, 'kling.0.amount: It has to be an amount'],
    [{ kling: [{ ...row, amount: '1000000.01' }] }, 'kling.0.amount: It has to be an amount'],
    [{ kling: [{ ...row, amount: 0.0000001 }] }, 'kling.0.amount: It has to be an amount'],
    [{ kling: [{ ...row, currency: '$' }] }, 'kling.0.currency: It has to be a currency such as USD'],
    [{ kling: [{ ...row, per: 'minute' }] }, 'kling.0.per: It has to be "video", "second", or'],
    [{ kling: [{ ...row, date: 'today' }] }, 'kling.0.date: It has to be the day'],
    [{ kling: [{ amount: '1', currency: 'USD' }] }, 'kling.0.date'],
    [{ kling: [row, row] }, 'kling.1 never decides'],
  ])('that cannot be read are told with their place: %j', (prices, problem) => {
    expect(problemOf(prices)).toContain(problem)
  })
})
