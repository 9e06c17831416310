import type { Database } from '../database/database.ts'
import { listNotifications, type NotificationState } from './sql/list-notifications.ts'
import { replayNotification } from './sql/replay-notification.ts'

/** The operator's side of the notifications. */
export interface NotificationBook {
  /** Those that moved last, newest first, at most `countMax`. */
  list(choice: {
    readonly onlyDead: boolean
    readonly countMax: number
  }): Promise<readonly NotificationSummary[]>
  /** Sends it again, from the start of the schedule. `false` when the task asked for none or has not ended. */
  replay(taskId: string): Promise<boolean>
}

export type NotificationSummary = {
  readonly taskId: string
  /** Host and port. The rest of the URL may carry secrets. */
  readonly receiver: string
  readonly state: NotificationState
  readonly attempts: number
  readonly lastAnswer: string
  /** When the next attempt may begin; `null` when none is planned. */
  readonly dueAt: Date | null
  readonly updatedAt: Date
}

const everyState: readonly NotificationState[] = ['awaiting', 'due', 'delivered', 'gone', 'dead']

export function createNotificationBook(database: Database): NotificationBook {
  return {
    async list({ onlyDead, countMax }) {
      const rows = await database.query(listNotifications, [onlyDead ? ['dead'] : everyState, countMax])
      return rows.map((row) => ({
        taskId: row.task_id,
        receiver: row.receiver,
        state: row.state,
        attempts: row.attempts,
        lastAnswer: row.last_answer,
        dueAt: row.due_at,
        updatedAt: row.updated_at,
      }))
    },
    async replay(taskId) {
      return (await database.query(replayNotification, [taskId])).length > 0
    },
  }
}
