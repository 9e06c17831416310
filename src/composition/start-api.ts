import type { Accounts } from '../accounts/accounts.ts'
import { judge } from '../catalog/judge.ts'
import type { Config } from '../config/settings.ts'
import { actions } from '../contract/actions.ts'
import type { OpenDatabase } from '../database/postgres.ts'
import { createRequestLog } from '../database/request-log.ts'
import { ping } from '../database/sql/ping.ts'
import { createApp } from '../http/app.ts'
import { createConsoleFace } from '../http/console-face.ts'
import { createMediaFace } from '../http/media-face.ts'
import { createMpsFace } from '../http/mps-face.ts'
import { observeFace } from '../http/observed-face.ts'
import { createOpsFace } from '../http/ops-face.ts'
import { createFailureLimiter } from '../limits/failure-limiter.ts'
import { createLimiter } from '../limits/second-limiter.ts'
import { systemClock } from '../net/clock.ts'
import { createImageCheck } from '../intake/image-check.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { createBacklog } from '../tasks/backlog.ts'
import { createTaskRegister } from '../tasks/task-register.ts'
import type { Log } from '../telemetry/log.ts'
import type { VendorRegistry } from '../vendors/registry.ts'
import { callbackFaces } from './callback-links.ts'
import { chooseVendor } from './choose-vendor.ts'
import { createExtensionTools } from './extension-tools.ts'
import { mediaLinksOf, openUploads } from './media-links.ts'
import { openTaskList } from './open-task-list.ts'
import type { Telemetry } from './start-telemetry.ts'
import type { Undo } from './undo.ts'

export type ApiParts = {
  readonly config: Config
  readonly masterKey: Uint8Array
  readonly database: OpenDatabase
  readonly accounts: Accounts
  readonly store: ObjectStore
  readonly vendors: VendorRegistry
  readonly telemetry: Telemetry
  readonly log: Log
  readonly undo: Undo
}

/** Opens the port with every face that this role has. Resolves with the address that was really taken. */
export async function startApi({
  config,
  masterKey,
  database,
  accounts,
  store,
  vendors,
  telemetry: { observer, page, shown },
  log,
  undo,
}: ApiParts): Promise<string> {
  let address = ''
  const baseUrl = () => config.publicUrl ?? address
  const links = mediaLinksOf(masterKey, baseUrl, config.resultHours)
  const requestLog = createRequestLog({ database, rowsMax: config['requestLog.rows'], log })
  undo(() => requestLog.close())
  shown.droppedNotes = () => requestLog.dropped()
  const uploads = openUploads(config, masterKey, store, baseUrl)
  const failures = createFailureLimiter({
    perSecond: config['limit.failures'],
    now: () => performance.now(),
  })
  const mps = createMpsFace({
    accounts,
    limiter: createLimiter({
      database,
      perSecond: perSecondOf(config),
    }),
    failures,
    tasks: createTaskRegister(database, () => systemClock.now()),
    backlog: createBacklog(database),
    unfinishedMax: config['limit.unfinished'],
    taskList: await openTaskList(database, log, undo),
    edition: config.edition,
    extensions: config.extensions,
    uploads,
    checkImage: createImageCheck(),
    judge: (request) => judge(request, config.edition),
    chooseVendor: (job) => chooseVendor(job, config.routes, vendors),
    ...(config.extensions ? { extensionTools: createExtensionTools(masterKey, vendors, uploads) } : {}),
    resultUrl: (key, now) => links.sign(key, now),
    clock: systemClock,
    skewSeconds: config['signature.maxSkewSeconds'],
    explains: config.explainSignature,
    requestLog,
    observer,
    consoleOrigins: () => [baseUrl(), address].map((url) => new URL(url).origin),
    languageDefault: 'en-US',
    log,
  })
  const ops = createOpsFace({ problems: () => problemsOf(database), metrics: page })
  const api = [
    observeFace('media', createMediaFace({ store, links, clock: systemClock }), observer),
    observeFace('console', createConsoleFace(), observer),
    ...callbackFaces(config, masterKey, database, { failures, log }).map((face) =>
      observeFace('callbacks', face, observer),
    ),
    mps,
  ]
  const app = createApp({
    faces: config.role === 'worker' ? [ops] : [ops, ...api],
    log,
    trustedProxies: config.trustedProxies,
    observer,
  })
  shown.traffic = () => app.traffic()
  undo(() => app.close())
  address = await app.listen(config.host, config.port)
  return address
}

/** As configured, and for the rest as the real service has it. */
function perSecondOf(config: Config): Readonly<Record<string, number>> {
  const { UploadImage, ManageTask, DescribeTasks } = actions[config.edition]
  return {
    CreateAigcVideoTask: config['limit.create'],
    DescribeAigcVideoTask: config['limit.describe'],
    UploadImage: UploadImage.ratePerSecond,
    ManageTask: ManageTask.ratePerSecond,
    DescribeTasks: DescribeTasks.ratePerSecond,
  }
}

async function problemsOf(database: OpenDatabase): Promise<readonly string[]> {
  try {
    await database.query(ping, [])
    return []
  } catch {
    return ['The database does not answer.']
  }
}
