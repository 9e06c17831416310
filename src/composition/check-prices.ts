import { familiesOf } from '../catalog/editions.ts'
import { ConfigProblems } from '../config/load.ts'
import type { Config } from '../config/settings.ts'
import { closest } from '../contract/closest.ts'
import { editionNames } from '../contract/edition.ts'
import { priceLists } from '../vendors/price-lists.ts'

/** A price of a vendor or a family that there is not would never be asked for, and nobody would notice. */
export function checkPrices(prices: Config['prices']): void {
  const vendors = priceLists.map(({ vendor }) => vendor)
  const families = editionNames.flatMap((edition) => familiesOf[edition].map(({ name }): string => name))
  const problems = Object.entries(prices).flatMap(([vendor, rows]) => [
    ...unknown('vendor', vendor, vendors),
    ...rows.flatMap(({ when }) => when?.family ?? []).flatMap((name) => unknown('model', name, families)),
  ])
  if (problems.length > 0) throw new ConfigProblems(problems)
}

function unknown(what: string, name: string, known: readonly string[]): string[] {
  if (known.includes(name)) return []
  const near = closest(name, known)
  const guess = near === undefined ? `Known: ${[...new Set(known)].join(', ')}.` : `Did you mean ${near}?`
  return [`prices: there is no ${what} ${name}. ${guess} Set it by REELAY_PRICES.`]
}
