import type { PriceFacts, PriceList, PriceRow } from '../price-table.ts'

const perSecond = (amount: string, when: PriceFacts): PriceRow => ({
  when: { family: ['Kling'], scene: ['none'], ...when },
  amount,
  currency: 'USD',
  per: 'second',
  source: "kling.ai, price list of the API's resource packs (1 unit = 0.14 USD)",
  date: '2026-09-20',
})

const at = (version: string, resolution: string, more: PriceFacts = {}): PriceFacts => ({
  version: [version],
  resolution: [resolution],
  ...more,
})
const withVideo: PriceFacts = { videoInput: [true] }
const loud: PriceFacts = { audio: [true], videoInput: [false] }
const silent: PriceFacts = { audio: [false], videoInput: [false] }

export const klingPrices: PriceList = {
  vendor: 'kling',
  rows: [
    perSecond('0.042', at('2.5', '720P', silent)),
    perSecond('0.07', at('2.5', '1080P', silent)),
    perSecond('0.042', at('2.6', '720P', silent)),
    perSecond('0.07', at('2.6', '1080P', silent)),
    // With sound there is only 1080P.
    perSecond('0.14', at('2.6', '1080P', loud)),
    perSecond('0.084', at('O1', '720P', silent)),
    perSecond('0.112', at('O1', '1080P', silent)),
    perSecond('0.126', at('O1', '720P', withVideo)),
    perSecond('0.168', at('O1', '1080P', withVideo)),
    perSecond('0.084', at('3.0', '720P', silent)),
    perSecond('0.112', at('3.0', '1080P', silent)),
    perSecond('0.126', at('3.0', '720P', loud)),
    perSecond('0.168', at('3.0', '1080P', loud)),
    perSecond('0.42', at('3.0', '4K', { videoInput: [false] })),
    perSecond('0.084', at('3.0-Omni', '720P', silent)),
    perSecond('0.112', at('3.0-Omni', '1080P', silent)),
    perSecond('0.112', at('3.0-Omni', '720P', loud)),
    perSecond('0.14', at('3.0-Omni', '1080P', loud)),
    perSecond('0.126', at('3.0-Omni', '720P', withVideo)),
    perSecond('0.168', at('3.0-Omni', '1080P', withVideo)),
    perSecond('0.42', at('3.0-Omni', '4K')),
  ],
  chargesFailures: false,
  notes: [
    'Kling tells with every finished video what it charged, in money or in units of a package: that is what the ledger keeps.',
    'Failed tasks are not charged, refusals of content included (page of the resource packs, read in a mirror in 2026).',
    'Versions 1.6, 2.0 and 2.1 are no longer on the list. A chosen voice costs more: 0.168 USD per second for 2.6.',
    'Special scenes (motion control, avatars, lip sync) have prices of their own, which are not known here.',
  ],
}
