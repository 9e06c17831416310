import type { NotificationBook, NotificationSummary } from '../../tasks/notification-book.ts'
import { type Command, UserError } from '../command.ts'
import { jsonOf, tableOf, timeText } from '../table.ts'
import { runVerb, type Verb, type VerbCall, wantsJson } from '../verbs.ts'

export const notificationsCommand: Command = {
  name: 'notifications',
  usage: 'notifications list | replay',
  doc: 'See which callers were told that their tasks have ended, and tell them again.',
  flags: {
    dead: { type: 'boolean', doc: 'list: only those that were given up.' },
    output: { type: 'string', value: 'json', doc: 'list: print the same as JSON.' },
  },
  run: (call) => runVerb(notificationsCommand, verbs, (server) => server.withNotifications, call),
}

const verbs: Readonly<Record<string, Verb<NotificationBook>>> = {
  list: { usage: '[--dead] [--output json]', flags: ['dead', 'output'], run: listNotifications },
  replay: { usage: '<TaskId>', flags: [], asks: 'Of which task?', run: replayNotification },
}

/** The newest of them; more is a question to the database. */
const listedMax = 1000

async function listNotifications(book: NotificationBook, { flags }: VerbCall): Promise<string> {
  const notifications = await book.list({ onlyDead: flags['dead'] === true, countMax: listedMax })
  if (wantsJson(flags)) return jsonOf(notifications)
  return tableOf(
    ['TASK', 'STATE', 'ATTEMPTS', 'RECEIVER', 'LAST ANSWER', 'NEXT ATTEMPT'],
    notifications.map((notification) => rowOf(notification)),
  )
}

const rowOf = (notification: NotificationSummary): readonly string[] => [
  notification.taskId,
  notification.state,
  String(notification.attempts),
  notification.receiver,
  notification.lastAnswer || '-',
  timeText(notification.dueAt, '-'),
]

async function replayNotification(book: NotificationBook, { subject }: VerbCall): Promise<string> {
  if (await book.replay(subject)) return `The notification of ${subject} is sent again.`
  throw new UserError(
    `Nothing to send again: there is no task ${subject}, it has not ended, or nobody asked to be told of it.`,
  )
}
