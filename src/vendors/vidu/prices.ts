import type { PriceFacts, PriceList, PriceRow } from '../price-table.ts'

const perSecond = (amount: string, resolution: string, when: PriceFacts): PriceRow => ({
  when: { family: ['Vidu'], version: ['q3-pro'], resolution: [resolution], ...when },
  amount,
  currency: 'credits',
  per: 'second',
  source: "302.ai, a reseller's copy of the list",
  date: '2026-11-22',
  uncertain: "Vidu's own list was not to be had, and credits were redenominated at least once",
})

export const viduPrices: PriceList = {
  vendor: 'vidu',
  rows: [
    perSecond('15', '720P', { offPeak: [true] }),
    perSecond('30', '720P', { offPeak: [false] }),
    perSecond('16', '1080P', { offPeak: [true] }),
    perSecond('32', '1080P', { offPeak: [false] }),
  ],
  notes: [
    'Vidu counts in credits and tells with every answer how many it took: that is what the ledger keeps.',
    'What a credit costs depends on the contract: about 0.005 USD by one reckoning, 0.05 USD by an older announcement. Not known here.',
  ],
}
