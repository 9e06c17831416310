import { repeatableStatement } from '../../database/database.ts'

export type NotificationState = 'awaiting' | 'due' | 'delivered' | 'gone' | 'dead'

/** The notifications that moved last, newest first. */
export const listNotifications = repeatableStatement<{
  task_id: string
  receiver: string
  state: NotificationState
  attempts: number
  last_answer: string
  due_at: Date | null
  updated_at: Date
}>(
  'list-notifications',
  `select task_id, receiver, state, attempts, last_answer, due_at, updated_at from notifications
   where state = any($1::text[]) order by updated_at desc, task_id limit $2`,
)
