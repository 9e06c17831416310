import { type ApiClient, ApiRefusal } from '../api-client.ts'
import { type Command, UserError } from '../command.ts'
import { openClient } from '../open-client.ts'
import { listTasks, type ListedTask } from '../list-tasks.ts'
import { describeTask, printJson } from '../watch-task.ts'

export const describeCommand: Command = {
  name: 'describe',
  usage: 'describe <TaskId>',
  doc: 'Tell how far a task is, and where its video is.',
  flags: { output: { type: 'string', value: 'json', doc: 'Print the answer of the API.' } },
  async run({ loaded, positionals: [taskId], flags: { output } }) {
    if (taskId === undefined) throw new UserError('Which task? Give its TaskId: reelay describe <TaskId>')
    if (output !== undefined && output !== 'json') {
      throw new UserError('--output takes json here. To save the video: reelay watch <TaskId> --output FILE')
    }
    const { client } = await openClient(loaded.config)
    const { status, resolution, message, urls, response } = await describeTask(client, taskId)
    if (output === 'json') {
      printJson(response)
      return 0
    }
    const isOver = status === 'DONE' || status === 'FAIL'
    const prospect = isOver ? '' : await prospectOf(client, taskId)
    const lines = [`${status}  ${resolution}${prospect}`.trimEnd(), message, ...urls].filter(
      (line) => line !== '',
    )
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  },
}

/** Where it stands and when it should be done, at an endpoint that tells such things. */
async function prospectOf(client: ApiClient, taskId: string): Promise<string> {
  const [task] = await listTasks(client, { TaskId: taskId }, 1).catch(
    (error: unknown): readonly ListedTask[] => {
      if (error instanceof ApiRefusal) return []
      throw error
    },
  )
  return [
    task?.queuePosition === undefined ? '' : `place ${task.queuePosition} in the queue`,
    task?.expectedAt === undefined ? '' : `expected at ${task.expectedAt}`,
    task?.cancel === 'requested' ? 'being cancelled' : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}
