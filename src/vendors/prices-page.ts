import { priceLists } from './price-lists.ts'
import type { PriceFacts, PriceList, PriceRow } from './price-table.ts'

/** `docs/prices.md`: what is known of the vendors' prices, written from the lists. */
export function pricesPage(): string {
  return [
    '<!-- Written by scripts/generate-docs.ts. Change the data in src/vendors/*/prices.ts, not this page. -->',
    '# Prices',
    "What Reelay knows of the vendors' prices, with source and day. They are estimates for people who plan, not bills: what a vendor says that it charged goes before them, and your own prices do too (the setting `prices`; [money.md](money.md) has the rules). The first row that applies decides. Where none does, the price is not known, which is not zero.",
    ...priceLists.map(sectionOf),
    '',
  ].join('\n\n')
}

function sectionOf(list: PriceList): string {
  const { vendor, rows, notes } = list
  const table = [
    '| When | Price | Source | As of | Uncertain because |',
    '|---|---|---|---|---|',
    ...rows.map(rowOf),
  ].join('\n')
  return [
    `## ${vendor}`,
    rows.length === 0 ? 'No price is known.' : table,
    `${failureWords(list)} ${notes.join(' ')}`,
  ].join('\n\n')
}

const rowOf = ({ when, amount, currency, per, source, date, uncertain = '' }: PriceRow): string =>
  `| ${when === undefined ? 'always' : factWords(when)} | ${amount} ${currency} ${unitWords(per)} | ${source} | ${date} | ${uncertain} |`

function factWords(facts: PriceFacts): string {
  const { family, version, mode, resolution, durationSeconds, audio, offPeak, videoInput, scene } = facts
  return [
    family?.join(', '),
    version?.join(', '),
    mode?.join(', '),
    resolution?.join(', '),
    durationSeconds && `${durationSeconds.join(', ')} s`,
    audio?.map((yes) => (yes ? 'with sound' : 'silent')).join(' or '),
    offPeak?.map((yes) => (yes ? 'off-peak' : 'at once')).join(' or '),
    videoInput?.map((yes) => (yes ? 'from a video' : 'not from a video')).join(' or '),
    scene?.map((name) => (name === 'none' ? 'no special scene' : name)).join(' or '),
  ]
    .filter((words) => words !== undefined)
    .join('; ')
}

function unitWords(per: PriceRow['per']): string {
  return typeof per === 'string' ? `per ${per}` : `per ${per.seconds} seconds begun`
}

function failureWords({ chargesFailures }: PriceList): string {
  if (chargesFailures === undefined) return 'Whether failed jobs are charged is not known.'
  return chargesFailures ? 'Failed jobs are charged, too.' : 'Failed jobs count as not charged.'
}
