import { describe, expect, test } from 'vitest'
import { familiesOf } from '../catalog/editions.ts'
import type { Job } from '../catalog/job.ts'
import { moneyText, parseAmount } from '../contract/money.ts'
import { priceLists } from './price-lists.ts'
import { pricing } from './price-table.ts'

const job = {
  edition: '2026-08',
  mode: 'text',
  prompt: '',
  negativePrompt: '',
  enhancePrompt: false,
  images: [],
  aspectRatio: '16:9',
  additionalParameters: {},
} as const

/** As the vendors' pages and copies of them say (reference vendors-kling-vidu-hailuo 3.10, 4.7, 5.5; vendors-veo 2.5, 3.5). */
describe('The published price of', () => {
  test.each([
    ['kling', 'Kling', '2.6', 5, '720P', false, '0.21 USD'],
    ['kling', 'Kling', '2.6', 10, '1080P', false, '0.7 USD'],
    ['kling', 'Kling', '2.6', 5, '1080P', true, '0.7 USD'],
    ['kling', 'Kling', '2.6', 5, '720P', true, null],
    ['kling', 'Kling', '2.5', 5, '1080P', false, '0.35 USD'],
    ['kling', 'Kling', '2.1', 5, '1080P', false, null],
    ['kling', 'Kling', '3.0', 5, '720P', true, '0.63 USD'],
    ['kling', 'Kling', '3.0-Omni', 10, '1080P', true, '1.4 USD'],
    ['kling', 'Kling', 'O1', 5, '1080P', false, '0.56 USD'],
    ['minimax', 'Hailuo', '2.3', 6, '768P', false, '0.28 USD'],
    ['minimax', 'Hailuo', '2.3', 10, '768P', false, '0.56 USD'],
    ['minimax', 'Hailuo', '2.3', 6, '1080P', false, '0.49 USD'],
    ['minimax', 'Hailuo', '2.3-fast', 6, '768P', false, '0.19 USD'],
    ['minimax', 'Hailuo', '02', 10, '768P', false, '0.56 USD'],
    ['vidu', 'Vidu', 'q3-pro', 4, '720P', false, '120 credits'],
    ['vidu', 'Vidu', 'q2', 5, '720P', false, null],
    ['google', 'GV', '3.1', 8, '720P', true, '3.2 USD'],
    ['google', 'GV', '3.1-fast', 8, '1080P', true, '1.2 USD'],
    ['google', 'GV', '3.1', 8, '720P', false, null],
    ['openai', 'OS', '2.0', 12, '720P', false, '1.2 USD'],
    ['hunyuan', 'Hunyuan', '1.5', 5, '720P', false, null],
    ['animatic', 'Kling', '2.6', 5, '720P', false, '0 USD'],
  ] as const)(
    '%s for %s %s, %i s, %s, sound %s: %s',
    (vendor, family, version, seconds, resolution, audio, price) => {
      const list = priceLists.find((each) => each.vendor === vendor)!
      const asked: Job = { ...job, family, version, durationSeconds: seconds, resolution, audio }
      const quoted = pricing(list).price?.(asked) ?? null
      expect(quoted && moneyText(quoted.money)).toBe(price)
    },
  )
})

test('Every row of every list has an exact amount, a source and a day, and speaks of families and versions that there are', () => {
  const families = familiesOf['2026-08']
  const seed = familiesOf['2026-01-08']
  const versions = (name: string) =>
    [...families, ...seed]
      .filter((family) => family.name === name)
      .flatMap(({ clauses }) =>
        clauses.ModelVersion.flatMap((clause) => ('oneOf' in clause ? [...clause.oneOf] : [])),
      )
  for (const { rows } of priceLists) {
    for (const { amount, source, date, when } of rows) {
      expect(parseAmount(amount)).not.toBeNull()
      expect(source).not.toBe('')
      expect(date).toMatch(/^2026-\d\d-\d\d$/)
      for (const family of when?.family ?? [])
        expect(versions(family)).toEqual(expect.arrayContaining([...(when?.version ?? [])]))
    }
  }
})

test("The operator's own rows go before the vendor's list", () => {
  const kling = priceLists.find(({ vendor }) => vendor === 'kling')!
  const asked: Job = {
    ...job,
    family: 'Kling',
    version: '2.6',
    durationSeconds: 5,
    resolution: '720P',
    audio: false,
  }
  const own = {
    amount: '0.03',
    currency: 'CNY',
    per: 'second',
    source: 'contract 17',
    date: '2026-11-01',
  } as const
  const priced = (when: { version: string[] }) => pricing(kling, [{ ...own, when }]).price?.(asked)
  expect(priced({ version: ['2.6'] })).toMatchObject({ source: 'contract 17' })
  expect(priced({ version: ['2.5'] })).toMatchObject({ date: '2026-09-20' })
})
