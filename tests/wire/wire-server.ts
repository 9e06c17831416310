import type { AccessKey, Accounts } from '../../src/accounts/accounts.ts'
import { judge } from '../../src/catalog/judge.ts'
import { createApp, type AppParts } from '../../src/http/app.ts'
import { createMpsFace, type MpsParts } from '../../src/http/mps-face.ts'
import type { NotedRequest } from '../../src/telemetry/request-log.ts'
import type { Creation, Tasks, TaskView } from '../../src/tasks/tasks.ts'

/** The key of every captured request and every vector (fixtures, index.json). */
export const exampleKey: AccessKey = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
  accountId: 1n,
  appId: 1250000001n,
}

export type WireServer = {
  /** `127.0.0.1:40123` */
  readonly host: string
  readonly port: number
  /** Every create that passed all rooms, oldest first. */
  readonly creations: Creation[]
  /** What DescribeAigcVideoTask finds, by TaskId, in the example key's account. */
  readonly views: Map<string, TaskView>
  /** What the request log was told, oldest first. */
  readonly notes: NotedRequest[]
  /** Every error that was logged: there should be none. */
  readonly failures: object[]
  close(): Promise<void>
}

const silent = () => undefined
const unused = () => Promise.reject(new Error('not used here'))

/** Tasks of which there are none, for tests that use some of them. */
export const idleTasks: Tasks = { create: unused, made: unused, describe: async () => null, cancel: unused }

/** The MPS face on a loopback port, with everything behind it kept in memory through the ports. */
export async function startWireServer(
  changed: Partial<MpsParts> = {},
  changedApp: Partial<AppParts> = {},
): Promise<WireServer> {
  const creations: Creation[] = []
  const views = new Map<string, TaskView>()
  const failures: object[] = []
  const notes: NotedRequest[] = []
  const log = { debug: silent, info: silent, warn: silent, error: (fields: object) => failures.push(fields) }
  const accounts: Accounts = {
    keyOf: async (secretId) => (secretId === exampleKey.secretId ? exampleKey : null),
    noteUse: silent,
  }
  const face = createMpsFace({
    accounts,
    limiter: { admit: async () => ({ admitted: true }) },
    failures: { excessOf: () => null, note: silent },
    requestLog: { note: (request) => notes.push(request) },
    explains: false,
    consoleOrigins: () => ['https://reelay.example'],
    tasks: {
      ...idleTasks,
      async create(creation) {
        creations.push(creation)
        return { taskId: `${creation.appId}-AigcVideo-${creations.length}` }
      },
      describe: async (accountId, taskId) =>
        (accountId === exampleKey.accountId && views.get(taskId)) || null,
    },
    backlog: { enter: async () => ({ granted: true, leave: silent }) },
    unfinishedMax: 0,
    taskList: { page: unused, find: unused, count: unused },
    judge,
    chooseVendor: () => 'animatic',
    resultUrl: (key) => `http://results.example/${key}`,
    clock: { now: () => new Date() },
    skewSeconds: 300,
    edition: '2026-01-08',
    extensions: true,
    uploads: { keep: unused },
    checkImage: unused,
    log,
    languageDefault: 'en-US',
    ...changed,
  })
  const app = createApp({ faces: [face], log, ...changedApp })
  const { host, port } = new URL(await app.listen('127.0.0.1', 0))
  return { host, port: Number(port), creations, views, notes, failures, close: () => app.close() }
}
