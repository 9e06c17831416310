import { type Command, UserError } from '../command.ts'
import { type ListedTask, listTasks } from '../list-tasks.ts'
import { openClient } from '../open-client.ts'
import { jsonOf, tableOf } from '../table.ts'
import { wantsJson } from '../verbs.ts'

export const listCommand: Command = {
  name: 'list',
  usage: 'list [--status waiting|processing|finish] [--limit N]',
  doc: "List the account's tasks, newest first.",
  flags: {
    status: {
      type: 'string',
      value: 'WORD',
      doc: 'Only those that stand so: waiting, processing or finish.',
    },
    limit: { type: 'string', value: 'N', doc: 'How many at most; 20 when absent.' },
    output: { type: 'string', value: 'table|json', doc: 'For people, or as the API tells it.' },
  },
  async run({ loaded, positionals: [surplus], flags: { status, limit = '20', output } }) {
    if (surplus !== undefined) throw new UserError(`${JSON.stringify(surplus)} is one word too many.`)
    const json = wantsJson(output === undefined ? {} : { output })
    if (!/^[1-9]\d{0,5}$/.test(String(limit))) {
      throw new UserError(`--limit is how many tasks to show, at least 1, not ${JSON.stringify(limit)}.`)
    }
    const { client } = await openClient(loaded.config)
    const conditions = typeof status === 'string' ? { Status: status.toUpperCase() } : {}
    const tasks = await listTasks(client, conditions, Number(limit))
    process.stdout.write(`${json ? jsonOf(tasks.map(({ info }) => info)) : forPeople(tasks)}\n`)
    return 0
  },
}

function forPeople(tasks: readonly ListedTask[]): string {
  if (tasks.length === 0) return 'There are no such tasks.'
  return tableOf(
    ['TASKID', 'CREATED', 'STATUS', 'PLACE', 'EXPECTED', 'MODEL', 'PROMPT'],
    tasks.map((task) => [
      task.taskId,
      task.createdAt,
      task.cancel === undefined ? task.status : `${task.status} (${cancelWords[task.cancel] ?? task.cancel})`,
      task.queuePosition === undefined ? '-' : String(task.queuePosition),
      task.expectedAt ?? '-',
      task.model,
      shortened(task.prompt),
    ]),
  )
}

const cancelWords: Readonly<Record<string, string>> = {
  requested: 'being cancelled',
  unsent: 'cancelled',
  stopped: 'cancelled, stopped',
  discarded: 'cancelled, discarded',
}

const promptCharactersMax = 40

function shortened(prompt: string): string {
  const characters = Array.from(prompt)
  return characters.length > promptCharactersMax
    ? `${characters.slice(0, promptCharactersMax - 1).join('')}…`
    : prompt
}
