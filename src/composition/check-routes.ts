import { familiesOf } from '../catalog/editions.ts'
import { ConfigProblems } from '../config/load.ts'
import { closest } from '../contract/closest.ts'
import { editionNames } from '../contract/edition.ts'
import type { Routes } from '../vendors/routes.ts'

/** A route of a family that no edition has would lead nothing anywhere, and nobody would notice. */
export function checkRoutes(routes: Routes): void {
  const problems = unknownFamilies(Object.keys(routes)).map(
    (problem) => `routes: ${problem} Set it by REELAY_ROUTES.`,
  )
  if (problems.length > 0) throw new ConfigProblems(problems)
}

/** Those of `Kling` or `Kling 2.6` that name a family which no edition has, each as a sentence. */
export function unknownFamilies(named: readonly string[]): readonly string[] {
  const families = [
    ...new Set(editionNames.flatMap((edition) => familiesOf[edition].map(({ name }) => name))),
  ]
  return named.flatMap((name) => {
    const family = name.split(' ')[0] ?? ''
    if (families.some((known) => known === family)) return []
    const intended = closest(family, families)
    const guess = intended === undefined ? `Known: ${families.join(', ')}.` : `Did you mean ${intended}?`
    return [`there is no model ${family}. ${guess}`]
  })
}
