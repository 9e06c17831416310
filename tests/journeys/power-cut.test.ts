import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFilm } from '../support/film.ts'
import { startReelay, temporaryDirectory } from '../support/reelay-process.ts'
import { mpsClient } from '../support/sdk-clients.ts'
import { watchTask } from '../support/watch-task.ts'

let directory: Awaited<ReturnType<typeof temporaryDirectory>>

beforeAll(async () => {
  directory = await temporaryDirectory('power-cut')
})
afterAll(() => directory.remove())

test('a Reelay that is killed in the middle of a render finishes the task when it is started again', async () => {
  const dataDirectory = join(directory.path, 'data')
  const before = await startReelay({ dataDirectory })
  const tasks = await Promise.all(
    [1, 2].map(() =>
      mpsClient(before).create({ ModelName: 'Kling', Prompt: 'a storm over the sea', Duration: 5 }),
    ),
  )
  await untilRunning(before, tasks[0]!.TaskId)
  await before.kill()

  const after = await startReelay({ dataDirectory })
  try {
    for (const { TaskId } of tasks) {
      const done = await watchTask(mpsClient(after), TaskId)
      expect(done.Status).toBe('DONE')
      const film = await readFilm(new Uint8Array(await (await fetch(done.VideoUrls[0]!)).arrayBuffer()))
      expect(film.frames).toBe(120)
    }
  } finally {
    expect(await after.stop()).toBe(0)
  }
})

test('SIGTERM ends Reelay cleanly, and what was running goes on at the next start', async () => {
  const dataDirectory = join(directory.path, 'data')
  const before = await startReelay({ dataDirectory })
  const { TaskId } = await mpsClient(before).create({
    ModelName: 'Vidu',
    Prompt: 'a quiet street',
    Duration: 10,
  })
  await untilRunning(before, TaskId)
  expect(await before.stop()).toBe(0)

  const after = await startReelay({ dataDirectory })
  expect((await watchTask(mpsClient(after), TaskId)).Status).toBe('DONE')
  expect(await after.stop()).toBe(0)
})

test('a database that is killed comes back, and callers and tasks hardly notice', async () => {
  const dataDirectory = join(directory.path, 'other')
  const reelay = await startReelay({ dataDirectory })
  const client = mpsClient(reelay)
  const { TaskId } = await client.create({ ModelName: 'Vidu', Prompt: 'a lighthouse', Duration: 3 })
  await untilRunning(reelay, TaskId)
  const lockFile = await readFile(join(dataDirectory, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
  process.kill(Number.parseInt(lockFile, 10), 'SIGKILL')
  try {
    expect((await watchTask(client, TaskId)).Status).toBe('DONE')
  } finally {
    expect(await reelay.stop()).toBe(0)
  }
})

async function untilRunning(reelay: Parameters<typeof mpsClient>[0], taskId: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const { Status } = await mpsClient(reelay).describe({ TaskId: taskId })
    if (Status === 'RUN') return
    if (Status !== 'WAIT') throw new Error(`the task is ${Status} already`)
    await pause(50)
  }
  throw new Error('the task never ran')
}
