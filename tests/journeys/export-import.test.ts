import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../support/command.ts'
import { ask } from '../support/embedded-server.ts'
import { type ReelayProcess, startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

let place: Awaited<ReturnType<typeof temporaryDirectory>>
beforeAll(async () => {
  place = await temporaryDirectory('export-import')
})
afterAll(() => place.remove())

const reelay = (dataDirectory: string, ...words: readonly string[]) =>
  runCommand(words, { directory: place.path, environment: { REELAY_DATA_DIR: dataDirectory } })

/** What the next place needs besides the archive. */
async function takeAlong(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await cp(join(from, 'master.key'), join(to, 'master.key'))
  await cp(join(from, 'objects'), join(to, 'objects'), { recursive: true })
}

async function untilRunning(server: ReelayProcess, taskId: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const { Status } = await mpsClient(server).describe({ TaskId: taskId })
    if (Status === 'RUN') return
    if (Status !== 'WAIT') throw new Error(`the task is ${Status} already`)
    await pause(50)
  }
  throw new Error('the task never ran')
}

const socketUrl = (dataDirectory: string): string =>
  `postgresql://reelay@${encodeURIComponent(join(dataDirectory, 'postgres', 'socket'))}:5432/reelay`
const paidCalls = (dataDirectory: string, taskId: string) =>
  ask(
    socketUrl(dataDirectory),
    `select attempt, outcome, reason from spends where task_id = '${taskId}' order by attempt`,
  )
const order = { ModelName: 'Vidu', Duration: 2 }

test('a Reelay that was stopped in a render moves to another database, and goes on there without paying again', async () => {
  const [from, to] = [join(place.path, 'old'), join(place.path, 'new')]
  const before = await startReelay({ dataDirectory: from })
  const finished = await mpsClient(before).create({ ModelName: 'Vidu', Duration: 1, Prompt: 'a lake' })
  expect((await watchTask(mpsClient(before), finished.TaskId)).Status).toBe('DONE')
  const { TaskId } = await mpsClient(before).create({
    ...order,
    Prompt: 'a storm over the sea',
    SessionId: 's-1',
  })
  await untilRunning(before, TaskId)
  await before.kill()

  const made = await reelay(from, 'export', 'moved.gz')
  expect(made).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(/^tasks +2$/m) })
  expect(await reelay(from, 'export', 'moved.gz')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Cannot make the file moved.gz'),
  })
  const keyless = await reelay(to, 'import', 'moved.gz')
  expect(keyless).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Copy master.key from the old data'),
  })
  await takeAlong(from, to)
  const taken = await reelay(to, 'import', 'moved.gz')
  expect(taken).toMatchObject({ code: 0, stderr: '' })
  expect(taken.stdout).toMatch(/^tasks +2$/m)
  expect(taken.stdout).toContain('\n1 unfinished tasks go on when Reelay starts.\n')
  expect(taken.stdout).not.toContain('looked up')
  expect(await reelay(to, 'import', 'moved.gz')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The database is not empty'),
  })

  const after = await startReelay({ dataDirectory: to })
  try {
    expect((await watchTask(mpsClient(after), TaskId)).Status).toBe('DONE')
    expect(await paidCalls(to, TaskId)).toEqual([{ attempt: 1, outcome: 'accepted', reason: '' }])
    const again = await mpsClient(after).create({
      ...order,
      Prompt: 'a storm over the sea',
      SessionId: 's-1',
    })
    expect(again.TaskId).toBe(TaskId)
    const old = await mpsClient(after).describe({ TaskId: finished.TaskId })
    expect((await fetch(old.VideoUrls[0] ?? '')).status).toBe(200)
  } finally {
    expect(await after.stop()).toBe(0)
  }
})

test('tasks of an archive of a running Reelay are looked up before anything is sent', async () => {
  const [from, to] = [join(place.path, 'live'), join(place.path, 'copy')]
  const before = await startReelay({ dataDirectory: from, environment: { REELAY_ANIMATIC_RENDERS: '1' } })
  const tasks: string[] = []
  for (const prompt of ['one', 'two', 'three']) {
    tasks.push((await mpsClient(before).create({ ...order, Prompt: prompt })).TaskId)
  }
  await untilRunning(before, tasks[0] ?? '')
  // Alive and at work, as far as the database can tell, and the last task still waits.
  before.process.kill('SIGSTOP')
  expect(await reelay(from, 'export', 'live.gz')).toMatchObject({ code: 0 })
  await before.kill()
  await takeAlong(from, to)
  const taken = await reelay(to, 'import', 'live.gz')
  expect(taken.stdout).toMatch(
    /[1-3] tasks that had not been sent by then are looked up at their vendors first/,
  )

  const doubted = tasks.at(-1) ?? ''
  const after = await startReelay({ dataDirectory: to, environment: { REELAY_ANIMATIC_RENDERS: '2' } })
  try {
    expect(await paidCalls(to, doubted)).toMatchObject([{ attempt: 1, reason: expect.any(String) }])
    expect((await watchTask(mpsClient(after), doubted)).Status).toBe('DONE')
    // Found, not sent: a call that leaves has an attempt of its own.
    expect(await paidCalls(to, doubted)).toEqual([{ attempt: 1, outcome: 'accepted', reason: 'found' }])
  } finally {
    expect(await after.stop()).toBe(0)
  }
})
