import type { JsonObject } from '../catalog/job.ts'
import type { Database } from '../database/database.ts'
import { claimNotifications, type NotificationRow } from './sql/claim-notifications.ts'
import { settleNotification } from './sql/settle-notification.ts'
import { viewOf } from './task-view.ts'
import type { TaskView } from './tasks.ts'

/** A notification that this process may send until its lease is over. */
export type ClaimedNotification = {
  readonly view: TaskView
  readonly accountId: bigint
  /** Of the create. */
  readonly requestId: string
  readonly finishedAt: Date
  readonly url: string
  /** Host and port. */
  readonly receiver: string
  /** Sealed. */
  readonly secret: Uint8Array
  readonly sessionId: string | null
  /** The number of this claim: what says that it is still ours. */
  readonly attempt: number
  /** Earlier failures: the place in the schedule. */
  readonly failures: number
}

export type Settlement = {
  readonly state: 'delivered' | 'due' | 'gone' | 'dead'
  /** When `due` again. */
  readonly pauseSeconds?: number
  /** What came back, for people. */
  readonly answer: string
  readonly event: { readonly kind: string; readonly detail: JsonObject }
}

export type ClaimWish = {
  readonly countMax: number
  /** How many of this process are under way to each receiver. */
  readonly sending: ReadonlyMap<string, number>
  readonly perReceiverMax: number
  readonly leaseSeconds: number
}

/** The pipeline's side of the notifications. */
export interface NotificationOutbox {
  claim(wish: ClaimWish): Promise<readonly ClaimedNotification[]>
  /** `false` when the lease was over and another process has taken it: nothing was written. */
  settle(claimed: ClaimedNotification, settlement: Settlement): Promise<boolean>
}

export function createNotificationOutbox(database: Database): NotificationOutbox {
  return {
    async claim({ countMax, sending, perReceiverMax, leaseSeconds }) {
      const busy = [[...sending.keys()], [...sending.values()]]
      const values = [countMax, ...busy, perReceiverMax, leaseSeconds]
      return (await database.query(claimNotifications, values)).map(claimedOf)
    },
    async settle({ view, attempt }, { state, pauseSeconds = 0, answer, event }) {
      const rows = await database.query(settleNotification, [
        view.taskId,
        attempt,
        state,
        pauseSeconds,
        answer,
        event.kind,
        JSON.stringify(event.detail),
      ])
      return rows.length > 0
    },
  }
}

const claimedOf = (row: NotificationRow): ClaimedNotification => ({
  view: viewOf(row),
  accountId: row.account_id,
  requestId: row.request_id,
  finishedAt: row.finished_at,
  url: row.url,
  receiver: row.receiver,
  secret: row.secret,
  sessionId: row.session_id,
  attempt: row.attempts,
  failures: row.failures,
})
