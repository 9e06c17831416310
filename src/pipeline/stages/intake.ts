import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import { fail, onward } from './ending.ts'

/** A server that does not answer gets this many tries, with these pauses, before the task fails. */
const pausesSeconds = [1, 4]

/** Fetches the caller's images into our store and checks them, before any money is spent. */
export async function stageImages({ task, claim, tools, signal }: StageCall): Promise<StepAnswer> {
  if (task.job.images.length === 0) {
    await tools.ledger.advance(claim, {
      stage: 'intake',
      images: [],
      event: { stage: 'intake', kind: 'skipped' },
    })
    return onward
  }
  await tools.ledger.advance(claim, {
    stage: 'intake',
    event: { stage: 'intake', kind: 'started', detail: { images: task.job.images.length } },
  })
  for (let attempt = 0; ; attempt++) {
    const outcome = await tools.intake.stage(task.job, task.id, signal)
    if (outcome.outcome === 'staged') {
      await tools.ledger.advance(claim, {
        stage: 'intake',
        images: outcome.images,
        event: {
          stage: 'intake',
          kind: 'staged',
          detail: {
            images: outcome.images.map(({ parameter, format, width, height, sizeBytes }) => ({
              parameter,
              format,
              size: `${width}x${height}`,
              sizeBytes,
            })),
          },
        },
      })
      return onward
    }
    const pauseSeconds = pausesSeconds[attempt]
    if (outcome.outcome === 'refused' || pauseSeconds === undefined) {
      return fail(claim, tools, 'intake', outcome.message)
    }
    await tools.pause(pauseSeconds, signal)
  }
}
