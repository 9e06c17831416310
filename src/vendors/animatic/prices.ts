import type { PriceList } from '../price-table.ts'

export const animaticPrices: PriceList = {
  vendor: 'animatic',
  rows: [
    { amount: '0', currency: 'USD', per: 'video', source: 'Reelay draws it itself', date: '2026-11-22' },
  ],
  chargesFailures: false,
  notes: ['Drawn on the machine that Reelay runs on.'],
}
