import { familiesOf } from '../catalog/editions.ts'
import { ConfigProblems } from '../config/load.ts'
import { closest } from '../contract/closest.ts'
import { editionNames } from '../contract/edition.ts'
import type { Routes } from '../vendors/routes.ts'

/** A route of a family that no edition has would lead nothing anywhere, and nobody would notice. */
export function checkRoutes(routes: Routes): void {
  const families = [
    ...new Set(editionNames.flatMap((edition) => familiesOf[edition].map(({ name }) => name))),
  ]
  const problems = Object.keys(routes).flatMap((route) => {
    const family = route.split(' ')[0] ?? ''
    if (families.some((name) => name === family)) return []
    const intended = closest(family, families)
    const guess = intended === undefined ? `Known: ${families.join(', ')}.` : `Did you mean ${intended}?`
    return [`routes: there is no model ${family}. ${guess} Set it by REELAY_ROUTES.`]
  })
  if (problems.length > 0) throw new ConfigProblems(problems)
}
