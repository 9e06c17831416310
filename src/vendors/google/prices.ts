import type { PriceList, PriceRow } from '../price-table.ts'

const perSecond = (amount: string, version: string): PriceRow => ({
  when: { family: ['GV'], version: [version], resolution: ['720P', '1080P'], audio: [true] },
  amount,
  currency: 'USD',
  per: 'second',
  source: 'pages about Vertex AI by third parties',
  date: '2026-06-30',
  uncertain: 'the present list of Google was not to be had; reductions were reported',
})

export const googlePrices: PriceList = {
  vendor: 'google',
  rows: [perSecond('0.40', '3.1'), perSecond('0.15', '3.1-fast')],
  chargesFailures: false,
  notes: [
    'Videos that fail or are filtered are not billed, by the word of third parties.',
    'Without sound it is cheaper; by how much is not known here.',
  ],
}
