import type { PriceList } from '../price-table.ts'

export const hunyuanPrices: PriceList = {
  vendor: 'hunyuan',
  rows: [],
  notes: [
    "Tencent Cloud's price for Hunyuan videos was not to be had (product page 1616/107795, 2026-11-22).",
  ],
}
