import type { Clause, Family, ParameterName, When } from './grammar.ts'
import type { Mode } from './job.ts'

/** What a clause may look at. A fact that is not settled yet, or that the family does not have, is `undefined`. */
export type Facts = {
  readonly mode: Mode
  readonly version: string | undefined
  readonly resolution: string | undefined
}

/** The one place that decides which clause speaks for a parameter: judge, form, docs and capabilities all ask here. */
export function clauseFor(family: Family, parameter: ParameterName, facts: Facts): Clause {
  const clause = family.clauses[parameter].find(({ when }) => holds(when, facts))
  if (clause === undefined) {
    throw new Error(`The clauses of ${family.name} for ${parameter} have no last one without a condition.`)
  }
  return clause
}

function holds(when: When | undefined, facts: Facts): boolean {
  if (when === undefined) return true
  return (
    includes(when.mode, facts.mode) &&
    includes(when.version, facts.version) &&
    includes(when.resolution, facts.resolution)
  )
}

function includes(listed: readonly string[] | undefined, fact: string | undefined): boolean {
  return listed === undefined || (fact !== undefined && listed.includes(fact))
}

/** Every version of a family in the order of its page; empty where it has none. */
export function versionsOf(family: Family): readonly string[] {
  return optionsOf(family.clauses.ModelVersion)
}

/** Every resolution a family can be asked for, the upscaled ones last. */
export function resolutionsOf(family: Family): readonly string[] {
  return optionsOf(family.clauses.Resolution)
}

function optionsOf(clauses: readonly Clause[]): readonly string[] {
  const native = clauses.flatMap((clause) => ('oneOf' in clause ? clause.oneOf.map(String) : []))
  const upscaled = clauses.flatMap((clause) => ('oneOf' in clause ? (clause.upscaled ?? []) : []))
  return [...new Set([...native, ...upscaled])]
}
