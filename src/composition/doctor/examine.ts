import { resolve } from 'node:path'
import { ConfigProblems, type LoadedConfig } from '../../config/load.ts'
import type { Config } from '../../config/settings.ts'
import { nodeDigest } from '../../http/node-digest.ts'
import { allowNothing, parseAllowList } from '../../net/guarded-fetch.ts'
import type { Log } from '../../telemetry/log.ts'
import { createAnimaticVendor } from '../../vendors/animatic/vendor.ts'
import type { RenderPool } from '../../vendors/animatic/worker/render-pool.ts'
import { createVendorRegistry, type VendorEntry } from '../../vendors/registry.ts'
import { checkPrices } from '../check-prices.ts'
import { checkRoutes as checkRouteNames } from '../check-routes.ts'
import { openVendors } from '../open-vendors.ts'
import { checkAddresses } from './check-addresses.ts'
import { checkDatabase, type LendServer } from './check-database.ts'
import { checkDataDirectory, checkEncoder, checkMasterKey, checkMediaStore } from './check-disk.ts'
import { checkNode } from './check-node.ts'
import { checkRoutes } from './check-routes.ts'
import { checkVendors } from './check-vendors.ts'
import { type Finding, ok, problem } from './finding.ts'

/**
 * Looks at everything that an operator would have to look at by hand, beside a Reelay that runs or alone. Makes nothing,
 * changes nothing, and asks vendors only what costs nothing.
 */
export async function examine(
  { config, origins }: LoadedConfig,
  log: Log,
  lendServer: LendServer,
): Promise<readonly Finding[]> {
  const directory = resolve(config.dataDirectory)
  const problems: Finding[] = []
  const attempt = <Result>(work: () => Result): Result | undefined => {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof ConfigProblems)) throw error
      problems.push(...error.problems.map((what) => problem('configuration', what, 'Reelay does not start.')))
      return undefined
    }
  }
  attempt(() => checkRouteNames(config.routes))
  attempt(() => checkPrices(config.prices))
  const vendors = attempt(() => openVendors(config, nodeDigest)) ?? []
  const allow = parseAllowList(config['net.allow'] ?? '')
  if (allow.outcome === 'invalid') {
    problems.push(problem('configuration', `REELAY_NET_ALLOW: ${allow.message}`, 'Reelay does not start.'))
  }
  return [
    checkNode(),
    configurationFinding(config, origins),
    ...problems,
    await checkDataDirectory(directory),
    await checkMasterKey(config, directory),
    ...(await checkDatabase(config, directory, log, lendServer)),
    await checkMediaStore(directory),
    await checkEncoder(),
    ...(await checkVendors(vendors, allow.outcome === 'invalid' ? allowNothing : allow.allow, log)),
    ...checkRoutes(config.edition, config.routes, createVendorRegistry([...vendors, animatic])),
    ...(await checkAddresses(config)),
  ]
}

/** The vendor inside, to follow the routes: nothing is drawn here. */
const animatic: VendorEntry = {
  vendor: createAnimaticVendor({} as RenderPool),
  concurrency: { perWorker: 1 },
  look: { firstSeconds: 1, longestSeconds: 1 },
  renderSecondsMax: 3600,
}

function configurationFinding({ edition, role }: Config, origins: LoadedConfig['origins']): Finding {
  const set = Object.values(origins).filter((origin) => origin !== 'default')
  const sources = [...Map.groupBy(set, (origin) => origin.split(' ')[0] ?? '')]
  const told = sources.map(([source, all]) => `${all.length} by ${source}`).join(', ')
  const settings = set.length === 0 ? 'all settings have their defaults' : `settings: ${told}`
  return ok('configuration', `edition ${edition}, role ${role}; ${settings} (reelay config --explain)`)
}
