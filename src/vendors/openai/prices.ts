import type { PriceList } from '../price-table.ts'

export const openaiPrices: PriceList = {
  vendor: 'openai',
  rows: [
    {
      when: { family: ['OS'], version: ['2.0'], resolution: ['720P'] },
      amount: '0.10',
      currency: 'USD',
      per: 'second',
      source: 'the last list of OpenAI for sora-2, by three third parties',
      date: '2026-09-24',
      uncertain: 'OpenAI closed this API on that day; the server that you name has prices of its own',
    },
  ],
  notes: ['OpenAI did not bill failed jobs. What a server that speaks its API does is not known.'],
}
