import type { Clause, Family, ParameterName, When } from './grammar.ts'
import type { Mode } from './job.ts'

/** What a clause may look at. A fact that is not settled yet, or that the request does not have, is `undefined`. */
export type Facts = {
  readonly mode: Mode
  readonly version: string | undefined
  readonly resolution: string | undefined
  readonly scene?: string | undefined
  readonly video?: string | undefined
}

/** The parameters that become facts for the clauses of those after them. */
export const factOf = {
  SceneType: 'scene',
  ModelVersion: 'version',
  Resolution: 'resolution',
  ReferType: 'video',
} as const satisfies { readonly [Parameter in ParameterName]?: keyof Facts }

export function isFactParameter(parameter: ParameterName): parameter is keyof typeof factOf {
  return Object.hasOwn(factOf, parameter)
}

/** What a family without clauses for a parameter says of it. */
const untaken: readonly Clause[] = [
  { refused: true, because: 'this edition has no such parameter for it', source: 'reelay' },
]

export function clausesOf(family: Family, parameter: ParameterName): readonly Clause[] {
  return family.clauses[parameter] ?? untaken
}

/** The one place that decides which clause speaks for a parameter: judge, form, docs and capabilities all ask here. */
export function clauseFor(family: Family, parameter: ParameterName, facts: Facts): Clause {
  const clause = clausesOf(family, parameter).find(({ when }) => holds(when, facts))
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
    includes(when.resolution, facts.resolution) &&
    includes(when.scene, facts.scene) &&
    includes(when.video, facts.video)
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
