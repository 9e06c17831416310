import { versionsOf } from '../../catalog/clause.ts'
import { familiesOf } from '../../catalog/editions.ts'
import type { Family } from '../../catalog/grammar.ts'
import { sampleJobs } from '../../catalog/sample-jobs.ts'
import type { EditionName } from '../../contract/edition.ts'
import type { VendorRegistry } from '../../vendors/registry.ts'
import { routeFor, type Routes } from '../../vendors/routes.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

type Leg = {
  readonly version: string | null
  readonly outcome: Finding['state']
  readonly what: string
}

/** Where every family and version of the edition leads: a line for those that share an end. */
export function checkRoutes(
  edition: EditionName,
  routes: Routes,
  registry: VendorRegistry,
): readonly Finding[] {
  return [
    ...familiesOf[edition].flatMap((family) => linesOf(family, edition, routes, registry)),
    ...withoutVersion(edition, routes),
  ]
}

function linesOf(
  family: Family,
  edition: EditionName,
  routes: Routes,
  registry: VendorRegistry,
): readonly Finding[] {
  const versions = versionsOf(family)
  const legs = (versions.length === 0 ? [null] : versions).map((version) =>
    legOf(family.name, version, edition, routes, registry),
  )
  return [...Map.groupBy(legs, ({ outcome, what }) => `${outcome} ${what}`).values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const names = alike.flatMap(({ version }) => version ?? [])
    const isWhole = alike.length === legs.length
    const what = isWhole || names.length === 0 ? first.what : `${names.join(', ')}: ${first.what}`
    const check = `route ${family.name}`
    switch (first.outcome) {
      case 'ok':
        return [ok(check, what)]
      case 'warning':
        return [
          warning(check, what, 'Creates are refused, saying this. Nothing to do if nobody asks for it.'),
        ]
      case 'problem':
        return [problem(check, what, 'Give that vendor its key, or change REELAY_ROUTES.')]
    }
  })
}

function legOf(
  family: string,
  version: string | null,
  edition: EditionName,
  routes: Routes,
  registry: VendorRegistry,
): Leg {
  const route = routeFor({ family, version }, routes, registry)
  if ('missing' in route) {
    const isNamed = (routes[`${family} ${version}`] ?? routes[family]) !== undefined
    return { version, outcome: isNamed ? 'problem' : 'warning', what: route.because }
  }
  const vendor = registry.get(route.vendor)?.vendor
  const jobs = sampleJobs(edition).filter((job) => job.family === family && job.version === version)
  const refusals = jobs.map((job) => vendor?.refuses?.(job) ?? null)
  const [refusal] = refusals
  return jobs.length > 0 && typeof refusal === 'string' && !refusals.includes(null)
    ? { version, outcome: 'warning', what: `${route.vendor} renders none of it: ${refusal}` }
    : { version, outcome: 'ok', what: `goes to ${route.vendor}` }
}

/** A route of a version that the edition does not have leads nothing anywhere. */
function withoutVersion(edition: EditionName, routes: Routes): readonly Finding[] {
  return Object.keys(routes).flatMap((key) => {
    const [name = '', version] = key.split(' ')
    const family = familiesOf[edition].find((each) => each.name === name)
    const known = family === undefined ? [] : versionsOf(family)
    if (family !== undefined && (version === undefined || known.includes(version))) return []
    const what = `REELAY_ROUTES has ${key}, which edition ${edition} does not`
    const advice =
      known.length === 0 ? 'Take it out, or set REELAY_EDITION.' : `Its versions: ${known.join(', ')}.`
    return [warning(`route ${key}`, what, advice)]
  })
}
