import { familiesOf } from '../catalog/editions.ts'
import { ConfigProblems } from '../config/load.ts'
import { closest } from '../contract/closest.ts'
import { editionNames } from '../contract/edition.ts'
import type { Log } from '../telemetry/log.ts'
import { priceLists } from '../vendors/price-lists.ts'
import type { VendorRegistry } from '../vendors/registry.ts'
import type { Routes } from '../vendors/routes.ts'

/** A route of a family that no edition has would lead nothing anywhere, and nobody would notice. */
export function checkRoutes(routes: Routes): void {
  refuse(unknownFamilies(Object.keys(routes)))
}

/** Those of `Kling` or `Kling 2.6` that name a family which no edition has, each as a sentence. */
export function unknownFamilies(named: readonly string[]): readonly string[] {
  const families: readonly string[] = [
    ...new Set(editionNames.flatMap((edition) => familiesOf[edition].map(({ name }) => name))),
  ]
  return named.flatMap((name) => {
    const family = name.split(' ')[0] ?? ''
    return families.includes(family) ? [] : [thereIsNo('model', family, families)]
  })
}

/**
 * A route to a vendor that there is not is a slip. One that is not set up may be so later: until then the creates on this
 * route are refused, and the operator hears of it now.
 */
export function checkRouteVendors(routes: Routes, vendors: VendorRegistry, log: Pick<Log, 'warn'>): void {
  const known = [...new Set([...vendors.keys(), ...priceLists.map(({ vendor }) => vendor)])]
  refuse(
    Object.entries(routes).flatMap(([model, vendor]) => {
      if (vendor === '') return [`${model} names no vendor, as in ${model}=animatic.`]
      return known.includes(vendor) ? [] : [thereIsNo('vendor', vendor, known)]
    }),
  )
  for (const [model, vendor] of Object.entries(routes)) {
    if (!vendors.has(vendor))
      log.warn(
        { model, vendor },
        'a route names a vendor that has no key or address here: its creates are refused',
      )
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new ConfigProblems(problems.map((problem) => `routes: ${problem} Set it by REELAY_ROUTES.`))
}

function thereIsNo(what: string, name: string, known: readonly string[]): string {
  const intended = closest(name, known)
  const guess = intended === undefined ? `Known: ${known.join(', ')}.` : `Did you mean ${intended}?`
  return `there is no ${what} ${name}. ${guess}`
}
