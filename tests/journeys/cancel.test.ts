import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>
beforeAll(async () => {
  directory = await temporaryDirectory('cancel')
})
afterAll(() => directory.remove())

/** One at a time is drawn, so that the second one waits or is drawn behind it. */
const start = () =>
  startReelay({
    dataDirectory: join(directory.path, 'data'),
    environment: { REELAY_ANIMATIC_RENDERS: '1', REELAY_LIMIT_DESCRIBE: '0' },
  })
const long = { ModelName: 'Vidu', Prompt: 'a long walk through a forest', Duration: 10 }

async function untilRunning(reelay: ReelayProcess, TaskId: string): Promise<void> {
  const poll = async () => (await mpsClient(reelay).describe({ TaskId })).Status
  await expect.poll(poll, { timeout: 60_000, interval: 100 }).toBe('RUN')
}

test('a cancel holds although Reelay is killed right after its answer, and the vendor is free again', async () => {
  const before = await start()
  const running = await mpsClient(before).create(long)
  await untilRunning(before, running.TaskId)
  const kept = await mpsClient(before).create({ ...long, Duration: 1 })
  await mpsClient(before).manage({ OperationType: 'Abort', TaskId: running.TaskId })
  await before.kill()

  const after = await start()
  try {
    expect(await watchTask(mpsClient(after), running.TaskId)).toMatchObject({
      Status: 'FAIL',
      VideoUrls: [],
      Message: 'The task was cancelled, and animatic has stopped its job. It costs nothing.',
    })
    expect((await watchTask(mpsClient(after), kept.TaskId)).Status).toBe('DONE')
    const again = mpsClient(after).manage({ OperationType: 'Abort', TaskId: kept.TaskId })
    await expect(again).rejects.toMatchObject({ code: 'FailedOperation' })

    const run = (...words: string[]) =>
      runCommand(words, {
        directory: directory.path,
        environment: {
          REELAY_ENDPOINT: after.url,
          REELAY_SECRET_ID: after.secretId,
          REELAY_SECRET_KEY: after.secretKey,
        },
      })
    const { TaskId } = await mpsClient(after).create(long)
    await untilRunning(after, TaskId)
    expect(await run('cancel', TaskId)).toMatchObject({ code: 0, stdout: expect.stringMatching(/cancelled/) })
    expect((await watchTask(mpsClient(after), TaskId)).Message).toContain('has stopped its job')
    const list = await run('list')
    expect(list).toMatchObject({ code: 0, stderr: '' })
    expect(list.stdout.split('\n').slice(0, 4)).toEqual([
      expect.stringMatching(/^TASKID +CREATED +STATUS +PLACE +EXPECTED +MODEL +PROMPT$/),
      expect.stringMatching(new RegExp(`^${TaskId} .+ FAIL \\(cancelled, stopped\\) .+ a long walk`)),
      expect.stringMatching(new RegExp(`^${kept.TaskId} .+ DONE `)),
      expect.stringMatching(new RegExp(`^${running.TaskId} .+ FAIL \\(cancelled, stopped\\) `)),
    ])
    const finished = await run('list', '--status', 'finish', '--limit', '1', '--output', 'json')
    expect(JSON.parse(finished.stdout)).toMatchObject([{ TaskId, Cancel: 'stopped', ModelName: 'Vidu' }])
    expect((await run('list', '--status', 'done')).stderr).toContain('Allowed: WAITING, PROCESSING, FINISH')
    expect((await run('cancel', kept.TaskId)).stderr).toContain('has ended already, as `DONE`')
  } finally {
    expect(await after.stop()).toBe(0)
  }
}, 300_000)
