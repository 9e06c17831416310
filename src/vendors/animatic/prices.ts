import type { PriceRow } from '../price-table.ts'

/** Drawn on the operator's own machine. */
export const animaticPrices: readonly PriceRow[] = [
  { amount: '0', currency: 'USD', per: 'video', source: 'Reelay draws it itself', date: '2026-11-22' },
]
