import type { PriceList, PriceRow } from '../price-table.ts'

const own = { source: 'platform.minimax.io, pay as you go', date: '2026-10-08' }
const copied = {
  source: "new-api, a gateway's table of the same list",
  date: '2026-10-08',
  uncertain: 'not read on a page of the vendor',
}

const perVideo = (
  amount: string,
  version: string,
  resolution: string,
  durationSeconds: number,
  origin: Pick<PriceRow, 'source' | 'date' | 'uncertain'>,
): PriceRow => ({
  when: {
    family: ['Hailuo'],
    version: [version],
    resolution: [resolution],
    durationSeconds: [durationSeconds],
  },
  amount,
  currency: 'USD',
  per: 'video',
  ...origin,
})

export const minimaxPrices: PriceList = {
  vendor: 'minimax',
  rows: [
    perVideo('0.28', '2.3', '768P', 6, own),
    perVideo('0.56', '2.3', '768P', 10, own),
    perVideo('0.49', '2.3', '1080P', 6, own),
    perVideo('0.19', '2.3-fast', '768P', 6, copied),
    perVideo('0.32', '2.3-fast', '768P', 10, copied),
    perVideo('0.33', '2.3-fast', '1080P', 6, copied),
    perVideo('0.28', '02', '768P', 6, copied),
    perVideo('0.56', '02', '768P', 10, copied),
    perVideo('0.49', '02', '1080P', 6, copied),
  ],
  chargesFailures: false,
  notes: [
    'Clips that failed or were refused are not charged (page of the video packages, 2026-10).',
    'The mainland platform charges in CNY (2.3: 2.00, 4.00 and 3.50; 2.3-fast: 1.35, 2.25 and 2.31): for a key of that platform state them in the setting `prices`.',
  ],
}
