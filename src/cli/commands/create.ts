import { type Command, UserError } from '../command.ts'
import { ApiRefusal, textOf } from '../api-client.ts'
import { requestFlags, requestOf } from '../create-request.ts'
import { openClient } from '../open-client.ts'
import { createProgress } from '../progress.ts'
import { uploadFiles } from '../upload-files.ts'
import { outputIn, printJson, watchTask } from '../watch-task.ts'

export const createCommand: Command = {
  name: 'create',
  usage: 'create [--prompt TEXT] [--image FILE|URL] ...',
  doc: 'Create a video task, from words, images or both.',
  flags: {
    ...requestFlags,
    watch: { type: 'boolean', doc: 'Wait until the video is ready.' },
    output: {
      type: 'string',
      value: 'FILE|json',
      doc: 'Save the video there when it is ready; json: print the answer of the API.',
    },
  },
  async run({ loaded, positionals, flags }) {
    if (positionals.length > 0) {
      throw new UserError(
        `"${positionals.join(' ')}" belongs to no flag. Put texts in quotes: reelay create --prompt "a cat runs"`,
      )
    }
    const request = requestOf(flags)
    const output = await outputIn(flags['output'])
    const progress = createProgress(process.stderr)
    const open = await openClient(loaded.config)
    const { client } = open
    const linked = await uploadFiles(client, request, (line) => progress.say(line))
    // Without a SessionId a second one would be a second task, and cost a second time.
    const repeatable = linked['SessionId'] !== undefined || linked['DryRun'] === true
    try {
      const created = await client.call('CreateAigcVideoTask', linked, { repeatable })
      const taskId = textOf(created, 'TaskId')
      if (flags['watch'] !== true && output.kind !== 'file') {
        if (output.kind === 'json') printJson(created)
        else process.stdout.write(`${taskId}\n`)
        return 0
      }
      progress.say(`TaskId ${taskId}`)
      return await watchTask(open, taskId, output, progress)
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.code !== 'DryRunOperation') throw error
      process.stdout.write(`${error.message}\n`)
      return 0
    }
  },
}
