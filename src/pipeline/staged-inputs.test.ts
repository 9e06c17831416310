import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../tests/support/postgres.ts'
import { testJob } from '../../tests/support/caller-intake.ts'
import type { StagedInputs } from '../catalog/job.ts'
import { statement } from '../database/database.ts'
import { createTaskLedger } from '../tasks/task-ledger.ts'
import { createTaskRegister } from '../tasks/task-register.ts'

let base: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => void (base = await freshDatabase()))
afterAll(() => base.drop())

const kept = { key: 'intake/t/a', sha256: '0'.repeat(64), sizeBytes: 1 }
const inputs: StagedInputs = {
  images: [{ ...kept, parameter: 'ImageUrl', role: 'first', format: 'png', width: 1, height: 1 }],
  videos: [
    {
      ...kept,
      parameter: 'VideoInfos.0.VideoUrl',
      use: 'feature',
      keepOriginalSound: false,
      format: 'mp4',
      width: 320,
      height: 180,
      durationSeconds: 2,
    },
  ],
  audios: [{ ...kept, parameter: 'AudioInfos.0.AudioUrl', format: 'mp3', durationSeconds: 2 }],
}

async function claimedTask() {
  const { taskId } = await createTaskRegister(base.database, () => new Date()).create({
    accountId: 1n,
    appId: 1n,
    requestId: 'r',
    request: {},
    job: testJob,
    vendor: 'scripted',
  })
  const ledger = createTaskLedger(base.database)
  const claim = await ledger.claim(taskId, 'test')
  return { taskId, ledger, claim: claim! }
}

test('what was staged is read again after a crash: images, videos and sounds', async () => {
  const { ledger, claim } = await claimedTask()
  expect((await ledger.read(claim)).inputs).toBeNull()
  await ledger.advance(claim, { stage: 'intake', inputs, event: { stage: 'intake', kind: 'staged' } })
  await ledger.advance(claim, { stage: 'submit', event: { stage: 'submit', kind: 'accepted' } })
  expect((await ledger.read(claim)).inputs).toEqual(inputs)
})

test('a task that was staged before there were videos and sounds goes on with its images', async () => {
  const { taskId, ledger, claim } = await claimedTask()
  await base.database.query(stageAsBefore, [taskId, JSON.stringify(inputs.images)])
  expect((await ledger.read(claim)).inputs).toEqual({ images: inputs.images, videos: [], audios: [] })
})

const stageAsBefore = statement('stage-as-before', 'update tasks set images = $2::jsonb where id = $1')
