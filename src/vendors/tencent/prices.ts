import type { PriceList } from '../price-table.ts'

export const tencentPrices: PriceList = {
  vendor: 'tencent',
  rows: [],
  chargesFailures: false,
  notes: [
    'Tencent bills the seconds of successful results (cloud.tencent.com/document/product/862/132096, 2026-05-29); the rates of your contract belong into the setting `prices`.',
  ],
}
