import { type Command, UserError } from '../command.ts'
import { openClient } from '../open-client.ts'
import { createProgress } from '../progress.ts'
import { outputIn, watchTask } from '../watch-task.ts'

export const watchCommand: Command = {
  name: 'watch',
  usage: 'watch <TaskId> [--output FILE|json]',
  doc: 'Wait for a task, and save its video.',
  flags: {
    output: {
      type: 'string',
      value: 'FILE|json',
      doc: 'Save the video there when it is ready; json: print the last answer of the API.',
    },
  },
  async run({ loaded, positionals: [taskId], flags }) {
    if (taskId === undefined) throw new UserError('Which task? Give its TaskId: reelay watch <TaskId>')
    const output = await outputIn(flags['output'])
    return await watchTask(await openClient(loaded.config), taskId, output, createProgress(process.stderr))
  },
}
