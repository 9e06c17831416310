import type { Log } from '../telemetry/log.ts'
import type { KeptRequest, NotedRequest, RequestHistory, RequestLog } from '../telemetry/request-log.ts'
import { isDatabaseAway } from './connection-loss.ts'
import type { Database } from './database.ts'
import { insertRequests } from './sql/insert-requests.ts'
import { listRequests } from './sql/list-requests.ts'
import { trimRequests } from './sql/trim-requests.ts'

export type RequestLogSettings = {
  readonly database: Database
  /** How many requests are kept, by all processes together; 0 keeps none. */
  readonly rowsMax: number
  readonly log: Log
}

export type OpenRequestLog = RequestLog & {
  /** How many requests were dropped because the database was away or too slow. */
  readonly dropped: () => number
  /** Writes what is waiting, as long as it takes no more than a moment. */
  close(): Promise<void>
}

const waitingMax = 5000
const groupMax = 1000
const groupMilliseconds = 500
const closeMilliseconds = 2000

/**
 * Writes requests down in groups, off their path: one statement every half second at most, or sooner when a group is
 * full. While the database is away they wait; what does not fit any more is dropped.
 */
export function createRequestLog({ database, rowsMax, log }: RequestLogSettings): OpenRequestLog {
  let waiting: NotedRequest[] = []
  let droppedCount = 0
  let sinceTrim = 0
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> | undefined

  const schedule = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void write()
    }, milliseconds).unref()
  }
  const write = (): Promise<void> => {
    writing ??= writeGroup().finally(() => {
      writing = undefined
      if (waiting.length > 0) schedule(groupMilliseconds)
    })
    return writing
  }
  const writeGroup = async (): Promise<void> => {
    const group = waiting.slice(0, groupMax)
    try {
      await database.query(insertRequests, [JSON.stringify(group.map(rowOf))])
      waiting = waiting.slice(group.length)
      sinceTrim += group.length
      // Trimmed now and then: the table is a tenth too long at most, for each process.
      if (sinceTrim < rowsMax / 10) return
      sinceTrim = 0
      await database.query(trimRequests, [rowsMax])
    } catch (error) {
      // They stay for the next attempt. The outage is told by those who cannot serve requests.
      if (isDatabaseAway(error)) return
      log.error({ err: error, requests: group.length }, 'the request log could not be written')
      waiting = waiting.slice(group.length)
      droppedCount += group.length
    }
  }

  return {
    note(request) {
      if (rowsMax === 0) return
      if (waiting.length >= waitingMax) {
        droppedCount++
        return
      }
      waiting.push(request)
      if (waiting.length >= groupMax && writing === undefined) void write()
      else schedule(groupMilliseconds)
    },
    dropped: () => droppedCount,
    async close() {
      clearTimeout(timer)
      const late = new Promise<'late'>((resolve) => {
        setTimeout(() => resolve('late'), closeMilliseconds).unref()
      })
      let left = Infinity
      do {
        // What is under way may have been sent to a database that was away, so it is no attempt of ours.
        if (writing === undefined) left = waiting.length
        if ((await Promise.race([write(), late])) === 'late') break
      } while (waiting.length > 0 && waiting.length < left)
      clearTimeout(timer)
      const lost = droppedCount + waiting.length
      if (lost > 0) log.warn({ requests: lost }, 'the request log has dropped requests')
    },
  }
}

/** Reads what every process has written. */
export const createRequestHistory = (database: Database): RequestHistory => ({
  async list({ countMax, failuresOnly, account }) {
    const rows = await database.query(listRequests, [countMax, account, failuresOnly])
    return rows.map(keptOf)
  },
})

const rowOf = (request: NotedRequest) => ({
  request_id: request.requestId,
  at: request.at.toISOString(),
  account_id: request.accountId === null ? null : String(request.accountId),
  secret_id: stored(request.secretId, 128),
  action: stored(request.action, 64),
  code: request.code,
  message: stored(request.message, 1000),
  address: stored(request.address, 64),
  client: stored(request.client, 200),
  latency_ms: Math.round(request.latencyMilliseconds),
  task_id: stored(request.taskId, 128),
  edition: request.edition,
  signature: request.signature,
  request_bytes: request.requestBytes,
  explanation: stored(request.explanation, 8000),
})

/** Bounded, and without U+0000 and half surrogate pairs, which PostgreSQL does not take and one row of which would fail the group. */
const stored = (text: string, charactersMax: number): string =>
  text.slice(0, charactersMax).toWellFormed().replaceAll('\0', '\uFFFD')

function keptOf(row: NonNullable<(typeof listRequests)['row']>): KeptRequest {
  return {
    requestId: row.request_id,
    at: row.at,
    accountId: row.account_id,
    appId: row.app_id,
    secretId: row.secret_id,
    action: row.action,
    code: row.code,
    message: row.message,
    address: row.address,
    client: row.client,
    latencyMilliseconds: row.latency_ms,
    taskId: row.task_id,
    edition: row.edition,
    signature: row.signature,
    requestBytes: row.request_bytes,
    explanation: row.explanation,
  }
}
