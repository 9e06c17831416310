import { hkdfSync, randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { createAccounts } from './accounts/account-register.ts'
import type { Accounts, SecretPair } from './accounts/accounts.ts'
import { bootstrap } from './accounts/bootstrap.ts'
import { WrongMasterKey } from './accounts/sealed-secret.ts'
import { judge } from './catalog/judge.ts'
import { ConfigProblems } from './config/load.ts'
import { loadMasterKey } from './config/master-key.ts'
import type { Config } from './config/settings.ts'
import { ApiError } from './contract/api-error.ts'
import { isDatabaseAway } from './database/connection-loss.ts'
import { EmbeddedPostgresRefusal } from './database/embedded/refusal.ts'
import { startEmbeddedPostgres } from './database/embedded/embedded-postgres.ts'
import { keepExecutorLock } from './database/executor-lock.ts'
import { migrate } from './database/migrate.ts'
import { createPool, type Target } from './database/pool.ts'
import { type OpenDatabase, openDatabase } from './database/postgres.ts'
import { ping } from './database/sql/ping.ts'
import { createApp } from './http/app.ts'
import { createMediaFace } from './http/media-face.ts'
import { createMpsFace } from './http/mps-face.ts'
import { createOpsFace } from './http/ops-face.ts'
import { createIntake } from './intake/intake.ts'
import { createLimiter } from './limits/second-limiter.ts'
import { systemClock } from './net/clock.ts'
import { type AllowList, allowNothing, createGuardedFetch, parseAllowList } from './net/guarded-fetch.ts'
import { startWorker } from './pipeline/worker.ts'
import { createFilesystemStore } from './storage/filesystem-store.ts'
import { createMediaLinks } from './storage/media-links.ts'
import type { ObjectStore } from './storage/object-store.ts'
import { createTaskRegister } from './tasks/task-register.ts'
import type { Log } from './telemetry/log.ts'
import { createAnimaticVendor } from './vendors/animatic/vendor.ts'
import { createRenderPool } from './vendors/animatic/worker/render-pool.ts'
import { createVendorRegistry, type VendorRegistry } from './vendors/registry.ts'
import { routeFor } from './vendors/routes.ts'

/** A running Reelay. */
export type Reelay = {
  /** `http://127.0.0.1:9000`, with the port that was really taken. */
  readonly address: string
  /** The first account's key, when it was made at this very start: nobody can read it again. */
  readonly created?: SecretPair
  readonly vendors: readonly string[]
  /** Finishes what is under way within a few seconds, leaves the rest to the next start, and lets go of everything. */
  stop(): Promise<void>
}

/** What has been started so far, to be stopped in the opposite order. */
type Undo = (work: () => Promise<void>) => void

/** Puts the parts together and starts them. The only place that knows everyone. */
export async function startReelay(config: Config, log: Log): Promise<Reelay> {
  const undoing: (() => Promise<void>)[] = []
  const undo: Undo = (work) => undoing.push(work)
  const stop = async (): Promise<void> => {
    for (const work of undoing.splice(0).reverse()) await work()
  }
  try {
    return { ...(await start(config, log, undo)), stop }
  } catch (error) {
    await stop()
    throw mendable(error)
  }
}

/** What the operator can mend by a setting is told as one, without a stack. */
function mendable(error: unknown): unknown {
  if (error instanceof EmbeddedPostgresRefusal || error instanceof WrongMasterKey) {
    return new ConfigProblems([error.message])
  }
  if (error instanceof Error && isDatabaseAway(error)) {
    return new ConfigProblems([
      `The database does not answer: ${error.message}. Is REELAY_DATABASE_URL right, and does it run?`,
    ])
  }
  return error
}

async function start(config: Config, log: Log, undo: Undo): Promise<Omit<Reelay, 'stop'>> {
  const allow = allowListOf(config)
  const dataDirectory = resolve(config.dataDirectory)
  const masterKey = await loadMasterKey(config.masterKey, dataDirectory)
  const target = await openServer(config, dataDirectory, log, undo)
  await migrate({ ...target, log })
  const database = await openDatabase({ ...target, poolSize: 10, log })
  undo(() => database.close())
  const { created } = await bootstrap({ database, masterKey, ...configuredKey(config) })
  const store = await createFilesystemStore(join(dataDirectory, 'objects'))
  const vendors = startVendors(config, dataDirectory, log, undo)
  if (config.role !== 'api')
    await startWork({ allow, dataDirectory, target, database, store, vendors, log, undo })
  const accounts = createAccounts({ database, masterKey, log })
  const address = await listen({ config, masterKey, database, accounts, store, vendors, log, undo })
  return { address, vendors: [...vendors.keys()], ...(created ? { created } : {}) }
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

/** Every vendor that has what it needs. The animatic needs nothing. */
function startVendors(config: Config, dataDirectory: string, log: Log, undo: Undo): VendorRegistry {
  const renders = config['animatic.renders'] ?? Math.max(1, Math.floor(availableParallelism() / 2))
  const pool = createRenderPool({
    concurrency: renders,
    directory: join(dataDirectory, 'scratch', 'animatic'),
    log,
  })
  undo(() => pool.close())
  return createVendorRegistry([
    {
      vendor: createAnimaticVendor(pool),
      // One more than is drawn, so that the next one's images are here when a place comes free.
      concurrencyPerWorker: renders + 1,
      look: { firstSeconds: 0.3, longestSeconds: 1 },
      renderSecondsMax: 3600,
    },
  ])
}

type WorkParts = {
  readonly allow: AllowList
  readonly dataDirectory: string
  readonly target: Target
  readonly database: OpenDatabase
  readonly store: ObjectStore
  readonly vendors: VendorRegistry
  readonly log: Log
  readonly undo: Undo
}

async function startWork({
  allow,
  dataDirectory,
  target,
  database,
  store,
  vendors,
  log,
  undo,
}: WorkParts): Promise<void> {
  const executorId = randomUUID()
  const lock = await keepExecutorLock({ ...target, log }, executorId)
  undo(() => lock.release())
  const enginePool = createPool({ ...target, poolSize: 12, applicationName: 'reelay engine', log })
  undo(() => enginePool.end())
  const fetch = createGuardedFetch({
    allow,
    clock: systemClock,
    log: (record) => log.debug(record, 'fetched'),
  })
  const worker = await startWorker({
    database,
    enginePool,
    executorId,
    whileMigrating: async (work) => void (await migrate({ ...target, log, whileLocked: work })),
    tools: {
      vendors,
      intake: createIntake({ fetch, store }),
      store,
      fetch,
      scratchDirectory: join(dataDirectory, 'scratch', 'downloads'),
      now: () => systemClock.now(),
    },
    log,
  })
  undo(() => worker.stop())
}

function allowListOf(config: Config): AllowList {
  const text = config['net.allow']
  if (text === undefined) return allowNothing
  const parsed = parseAllowList(text)
  if (parsed.outcome === 'invalid') throw new ConfigProblems([`REELAY_NET_ALLOW: ${parsed.message}`])
  return parsed.allow
}

type ApiParts = Pick<WorkParts, 'database' | 'store' | 'vendors' | 'log' | 'undo'> & {
  readonly config: Config
  readonly masterKey: Uint8Array
  readonly accounts: Accounts
}

async function listen({
  config,
  masterKey,
  database,
  accounts,
  store,
  vendors,
  log,
  undo,
}: ApiParts): Promise<string> {
  let address = ''
  const links = createMediaLinks({
    baseUrl: () => config.publicUrl ?? address,
    secret: new Uint8Array(hkdfSync('sha256', masterKey, '', 'reelay media links', 32)),
    lifetimeSeconds: Math.round(config.resultHours * 3600),
  })
  const mps = createMpsFace({
    accounts,
    limiter: createLimiter({
      database,
      perSecond: {
        CreateAigcVideoTask: config['limit.create'],
        DescribeAigcVideoTask: config['limit.describe'],
      },
    }),
    tasks: createTaskRegister(database, () => systemClock.now()),
    edition: config.edition,
    judge: (request) => judge(request, config.edition),
    chooseVendor: (job) => {
      const route = routeFor(job, config.routes, vendors)
      if ('vendor' in route) return route.vendor
      throw new ApiError('ResourceUnavailable', { family: job.family, because: route.because })
    },
    resultUrl: (key, now) => links.sign(key, now),
    clock: systemClock,
    skewSeconds: config['signature.maxSkewSeconds'],
    languageDefault: 'en-US',
    log,
  })
  const ops = createOpsFace({ problems: () => problemsOf(database) })
  const api = [createMediaFace({ store, links, clock: systemClock }), mps]
  const app = createApp({ faces: config.role === 'worker' ? [ops] : [ops, ...api], log })
  undo(() => app.close())
  address = await app.listen(config.host, config.port)
  return address
}

async function problemsOf(database: OpenDatabase): Promise<readonly string[]> {
  try {
    await database.query(ping, [])
    return []
  } catch {
    return ['The database does not answer.']
  }
}

/** Brings the database up to date and lets go of it. Returns the names of the files it applied. */
export const migrateReelay = (config: Config, log: Log): Promise<readonly string[]> =>
  withServer(config, log, (target) => migrate({ ...target, log }))

/** Lends the accounts to a command, beside a Reelay that may be running. */
export const withAccounts = <Result>(
  config: Config,
  log: Log,
  use: (accounts: Accounts, firstAccountId: bigint) => Promise<Result>,
): Promise<Result> =>
  withServer(config, log, async (target) => {
    const masterKey = await loadMasterKey(config.masterKey, resolve(config.dataDirectory))
    await migrate({ ...target, log })
    const database = await openDatabase({ ...target, poolSize: 2, log })
    try {
      const { accountId } = await bootstrap({ database, masterKey, ...configuredKey(config) })
      return await use(createAccounts({ database, masterKey, log }), accountId)
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
  } finally {
    for (const work of undoing.reverse()) await work()
  }
}
