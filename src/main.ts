import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { createAccounts } from './accounts/account-register.ts'
import type { Accounts } from './accounts/accounts.ts'
import { administerAccounts } from './accounts/administer-accounts.ts'
import type { AccountAdministration } from './accounts/administration.ts'
import { bootstrap, prepareAccounts } from './accounts/bootstrap.ts'
import type { SecretPair } from './accounts/secret-pair.ts'
import { checkPrices } from './composition/check-prices.ts'
import { checkRoutes, checkRouteVendors } from './composition/check-routes.ts'
import { mendable } from './composition/mendable.ts'
import { openVendors } from './composition/open-vendors.ts'
import { type Imported, importInto } from './composition/move-data.ts'
import { observeStore } from './composition/observed-store.ts'
import { startApi } from './composition/start-api.ts'
import { startNotifications } from './composition/start-notifications.ts'
import { startTelemetry } from './composition/start-telemetry.ts'
import { startWork } from './composition/start-work.ts'
import type { Undo } from './composition/undo.ts'
import { examine } from './composition/doctor/examine.ts'
import type { Finding } from './composition/doctor/finding.ts'
import { ConfigProblems, type LoadedConfig } from './config/load.ts'
import { loadMasterKey } from './config/master-key.ts'
import type { Config } from './config/settings.ts'
import type { TableCounts } from './database/archive/archive-format.ts'
import { exportArchive } from './database/archive/export-archive.ts'
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.ts'
import { migrate } from './database/migrate.ts'
import type { Target } from './database/pool.ts'
import { type OpenDatabase, openDatabase } from './database/postgres.ts'
import { createRequestHistory } from './database/request-log.ts'
import { type AllowList, allowNothing, parseAllowList } from './net/guarded-fetch.ts'
import { nodeDigest } from './http/node-digest.ts'
import { createFilesystemStore } from './storage/filesystem-store.ts'
import { type CostBook, createCostBook } from './tasks/cost-book.ts'
import { createLaneBook, type LaneBook } from './tasks/lane-book.ts'
import { createNotificationBook, type NotificationBook } from './tasks/notification-book.ts'
import { doubtUnsent } from './tasks/restored-tasks.ts'
import type { Log } from './telemetry/log.ts'
import type { RequestHistory } from './telemetry/request-log.ts'
import { animaticPrices } from './vendors/animatic/prices.ts'
import { createAnimaticVendor } from './vendors/animatic/vendor.ts'
import { createRenderPool } from './vendors/animatic/worker/render-pool.ts'
import { pricing } from './vendors/price-table.ts'
import { createVendorRegistry, type VendorRegistry } from './vendors/registry.ts'

/** A running Reelay. */
export type Reelay = {
  /** `http://127.0.0.1:9000`, with the port that was really taken. */
  readonly address: string
  readonly vendors: readonly string[]
  /** Aborts when other workers have taken this one for dead; it can do nothing but stop. Absent where nobody works. */
  readonly fenced: AbortSignal | undefined
  /** Finishes what is under way within a few seconds, leaves the rest to the next start, and lets go of everything. */
  stop(): Promise<void>
}

/**
 * Puts the parts together and starts them. The only place that knows everyone. A key that is made for the first account
 * is told as soon as it is there, also when the start fails later: nobody can read it again.
 */
export async function startReelay(
  config: Config,
  log: Log,
  keyMade: (key: SecretPair) => void,
  startVendors: StartVendors = startOurVendors,
): Promise<Reelay> {
  const undoing: (() => Promise<void>)[] = []
  const undo: Undo = (work) => undoing.push(work)
  const stop = async (): Promise<void> => {
    for (const work of undoing.splice(0).reverse()) await work()
  }
  try {
    return { ...(await start(config, log, undo, keyMade, startVendors)), stop }
  } catch (error) {
    await stop()
    throw mendable(error, config)
  }
}

async function start(
  config: Config,
  log: Log,
  undo: Undo,
  keyMade: (key: SecretPair) => void,
  startVendors: StartVendors,
): Promise<Omit<Reelay, 'stop'>> {
  checkRoutes(config.routes)
  checkPrices(config.prices)
  const allow = allowListOf(config)
  const dataDirectory = resolve(config.dataDirectory)
  const masterKey = await loadMasterKey(config.masterKey, dataDirectory)
  const target = await openServer(config, dataDirectory, log, undo)
  await migrate({ ...target, log })
  const database = await openDatabase({ ...target, poolSize: 10, log })
  undo(() => database.close())
  const { created } = await bootstrap({ database, masterKey, ...configuredKey(config) })
  if (created !== undefined) keyMade(created)
  const telemetry = await startTelemetry(config, database, log, undo)
  const files = await createFilesystemStore(join(dataDirectory, 'objects'))
  const store = observeStore(files, telemetry.observer)
  const vendors = startVendors(config, dataDirectory, log, undo)
  checkRouteVendors(config.routes, vendors, log)
  const parts = { config, masterKey, store, vendors, telemetry, log, undo }
  const work = config.role === 'api' ? undefined : await startWork({ ...parts, allow, dataDirectory, target })
  const accounts = createAccounts({ database, masterKey, log })
  const address = await startApi({ ...parts, database, accounts })
  if (work !== undefined) await startNotifications({ ...parts, allow, work, address })
  return { address, vendors: [...vendors.keys()], fenced: work?.session.fenced }
}

/** The given server, or our own. */
async function openServer(config: Config, dataDirectory: string, log: Log, undo: Undo): Promise<Target> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl }
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres'), log })
  undo(() => postgres.stop())
  return { connection: postgres.connection }
}

const configuredKey = ({ secretId, secretKey }: Config): { configured?: SecretPair } =>
  secretId === undefined || secretKey === undefined ? {} : { configured: { secretId, secretKey } }

/** Brings the upstreams to life; a program that is not ours may bring others. */
export type StartVendors = (config: Config, dataDirectory: string, log: Log, undo: Undo) => VendorRegistry

/** Every vendor that has what it needs. The animatic needs nothing. */
function startOurVendors(config: Config, dataDirectory: string, log: Log, undo: Undo): VendorRegistry {
  const renders = config['animatic.renders'] ?? Math.max(1, Math.floor(availableParallelism() / 2))
  const pool = createRenderPool({
    concurrency: renders,
    directory: join(dataDirectory, 'scratch', 'animatic'),
    log,
  })
  undo(() => pool.close())
  return createVendorRegistry([
    ...openVendors(config, nodeDigest),
    {
      vendor: createAnimaticVendor(pool),
      // One more than is drawn, so that the next one's images are here when a place comes free.
      concurrency: { perWorker: renders + 1 },
      look: { firstSeconds: 0.3, longestSeconds: 1 },
      renderSecondsMax: 3600,
      ...pricing(animaticPrices, config.prices['animatic']),
    },
  ])
}

function allowListOf(config: Config): AllowList {
  const text = config['net.allow']
  if (text === undefined) return allowNothing
  const parsed = parseAllowList(text)
  if (parsed.outcome === 'invalid') throw new ConfigProblems([`REELAY_NET_ALLOW: ${parsed.message}`])
  return parsed.allow
}

/** Brings the database up to date and lets go of it. Returns the names of the files it applied. */
export const migrateReelay = (config: Config, log: Log): Promise<readonly string[]> =>
  withServer(config, log, (target) => migrate({ ...target, log }))

/** Writes everything that the database holds to the sink, beside a Reelay that may be running. */
export const exportReelay = (config: Config, log: Log, sink: Writable): Promise<TableCounts> =>
  withServer(config, log, (target) => exportArchive({ ...target, log }, sink))

/** Fills an empty database from what `exportReelay` wrote. */
export const importReelay = (config: Config, log: Log, source: Readable): Promise<Imported> =>
  withServer(config, log, (target) => importInto(target, config, log, source))

/** Says of a restored database that it may be older than the truth. Answers how many tasks are looked up first. */
export const doubtRestored = (config: Config, log: Log): Promise<number> =>
  withDatabase(config, log, (database) => doubtUnsent(database, 'it comes from a restored backup'))

/** Lends the accounts to a command, beside a Reelay that may be running. */
export const withAccounts = <Result>(
  config: Config,
  log: Log,
  use: (administration: AccountAdministration, accounts: Accounts) => Promise<Result>,
): Promise<Result> =>
  withDatabase(config, log, async (database) => {
    const masterKey = await loadMasterKey(config.masterKey, resolve(config.dataDirectory))
    await prepareAccounts({ database, masterKey })
    return use(administerAccounts({ database, masterKey }), createAccounts({ database, masterKey, log }))
  })

/** Lends the request log to a command, beside a Reelay that may be running. */
export const withRequestHistory = <Result>(
  config: Config,
  log: Log,
  use: (history: RequestHistory) => Promise<Result>,
): Promise<Result> => withDatabase(config, log, (database) => use(createRequestHistory(database)))

/** Lends the vendors' lanes to a command, in the same way. */
export const withLanes = <Result>(
  config: Config,
  log: Log,
  use: (lanes: LaneBook) => Promise<Result>,
): Promise<Result> => withDatabase(config, log, (database) => use(createLaneBook(database)))

/** Lends the notifications to a command, in the same way. */
export const withNotifications = <Result>(
  config: Config,
  log: Log,
  use: (book: NotificationBook) => Promise<Result>,
): Promise<Result> => withDatabase(config, log, (database) => use(createNotificationBook(database)))

/** Lends what was spent to a command, in the same way. */
export const withCosts = <Result>(
  config: Config,
  log: Log,
  use: (book: CostBook) => Promise<Result>,
): Promise<Result> => withDatabase(config, log, (database) => use(createCostBook(database)))

/** Looks at everything that may keep Reelay from working, beside one that may be running. Changes and spends nothing. */
export const examineReelay = (loaded: LoadedConfig, log: Log): Promise<readonly Finding[]> =>
  examine(loaded, log, withServer)

const withDatabase = <Result>(
  config: Config,
  log: Log,
  use: (database: OpenDatabase) => Promise<Result>,
): Promise<Result> =>
  withServer(config, log, async (target) => {
    await migrate({ ...target, log })
    const database = await openDatabase({ ...target, poolSize: 2, log })
    try {
      return await use(database)
    } finally {
      await database.close()
    }
  })

async function withServer<Result>(
  config: Config,
  log: Log,
  use: (target: Target) => Promise<Result>,
): Promise<Result> {
  const undoing: (() => Promise<void>)[] = []
  try {
    return await use(
      await openServer(config, resolve(config.dataDirectory), log, (work) => undoing.push(work)),
    )
  } catch (error) {
    throw mendable(error, config)
  } finally {
    for (const work of undoing.reverse()) await work()
  }
}
