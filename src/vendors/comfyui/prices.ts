import type { PriceList } from '../price-table.ts'

export const comfyuiPrices: PriceList = {
  vendor: 'comfyui',
  rows: [],
  notes: ['Your own machines: state what they cost in the setting `prices`, per second of video.'],
}
