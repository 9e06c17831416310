import { type Command, UserError } from '../command.ts'
import { openClient } from '../open-client.ts'
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
    const lines = [`${status}  ${resolution}`.trimEnd(), message, ...urls].filter((line) => line !== '')
    process.stdout.write(`${lines.join('\n')}\n`)
    return 0
  },
}
