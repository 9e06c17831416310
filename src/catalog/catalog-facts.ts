import { defaultEdition, editionNames, editions, type EditionName, type Page } from '../contract/edition.ts'
import { capabilitiesOf, type Capability } from './capability-matrix.ts'
import { rowsOf, type Row } from './describe.ts'
import { defaultFamilyName, familiesOf } from './editions.ts'
import { sources } from './sources.ts'

/** All that is known of the models, as plain JSON: for the console, the CLI and whoever else asks. Public facts only. */
export type CatalogFacts = {
  readonly defaultEdition: EditionName
  readonly editions: readonly EditionFacts[]
  readonly sources: typeof sources
}

export type EditionFacts = {
  readonly name: EditionName
  readonly title: string
  readonly pages: readonly Page[]
  /** The family of a create without ModelName. */
  readonly defaultFamily: string
  readonly families: readonly FamilyFacts[]
}

export type FamilyFacts = {
  readonly name: string
  readonly summary: string
  /** What it can do, by version and mode. */
  readonly capabilities: readonly Capability[]
  /** Its clauses in plain words, with reason and source: for each parameter the first that applies decides. */
  readonly rules: readonly Row[]
}

export function catalogFacts(): CatalogFacts {
  return { defaultEdition, editions: editionNames.map(editionFacts), sources }
}

export function editionFacts(name: EditionName): EditionFacts {
  const capabilities = capabilitiesOf(name)
  return {
    name,
    title: editions[name].title,
    pages: editions[name].pages,
    defaultFamily: defaultFamilyName,
    families: familiesOf[name].map((family) => ({
      name: family.name,
      summary: family.summary,
      capabilities: capabilities.filter((capability) => capability.family === family.name),
      rules: rowsOf(family, name),
    })),
  }
}
