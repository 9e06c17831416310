import type { Bucket } from '../../catalog/job.ts'
import type { Result, Task } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import type { PipelineTools } from '../tools.ts'
import { ended } from './ending.ts'

/** Brings the results to where the caller wants them, and ends the task. */
export async function deliverResults({ task, claim, tools }: StageCall): Promise<StepAnswer> {
  const results = task.job.bucket ? await copyToBucket(tools, task, task.job.bucket) : (task.results ?? [])
  const seconds = (tools.now().getTime() - task.createdAt.getTime()) / 1000
  await tools.ledger.advance(claim, {
    stage: 'done',
    results,
    event: {
      stage: 'deliver',
      kind: 'ended',
      detail: { status: 'DONE', keys: results.map((result) => result.key) },
    },
  })
  tools.log.info({ taskId: task.id, vendor: task.vendor, seconds }, 'task done')
  return ended
}

export function bucketKey({ id }: Task, { region, name, path }: Bucket, index: number): string {
  const folder = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..')
  return ['buckets', region, name, ...folder, `${id}_${index}.mp4`].join('/')
}

/** Without an S3-compatible endpoint the caller's bucket is a folder of our own store, laid out like the real one. */
async function copyToBucket(tools: PipelineTools, task: Task, bucket: Bucket): Promise<readonly Result[]> {
  const copies: Result[] = []
  for (const [index, result] of (task.results ?? []).entries()) {
    const key = bucketKey(task, bucket, index)
    const stored = await tools.store.put(key, await tools.store.read(result.key), 'video/mp4')
    copies.push({ ...result, key, sizeBytes: stored.sizeBytes, sha256: stored.sha256 })
  }
  return copies
}
