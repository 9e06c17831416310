import { type Command, UserError } from '../command.ts'
import { openClient } from '../open-client.ts'
import { describeTask } from '../watch-task.ts'

export const cancelCommand: Command = {
  name: 'cancel',
  usage: 'cancel <TaskId>',
  doc: 'Cancel a task that has not ended, and tell what became of it.',
  async run({ loaded, positionals: [taskId, surplus] }) {
    if (taskId === undefined) throw new UserError('Which task? Give its TaskId: reelay cancel <TaskId>')
    if (surplus !== undefined) throw new UserError(`${JSON.stringify(surplus)} is one word too many.`)
    const { client } = await openClient(loaded.config)
    await client.call('ManageTask', { OperationType: 'Abort', TaskId: taskId }, { repeatable: true })
    const { status, message } = await describeTask(client, taskId)
    const isOver = status === 'FAIL'
    process.stdout.write(
      `${isOver ? message : `The task is being cancelled. What became of it: reelay watch ${taskId}`}\n`,
    )
    return 0
  },
}
