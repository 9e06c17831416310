import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import { noLongerConfigured, vendorOf } from '../tools.ts'
import { fail, onward } from './ending.ts'

/** Waits until the vendor has rendered. */
export async function renderAtVendor({ task, claim, tools, signal }: StageCall): Promise<StepAnswer> {
  const entry = vendorOf(tools, task.vendor)
  if (entry === null || task.ticket === null) {
    return fail(claim, tools, 'render', noLongerConfigured(task.vendor))
  }
  await tools.ledger.advance(claim, { stage: 'render', event: { stage: 'render', kind: 'started' } })
  const watched = await tools.lookout.watch({ task, ticket: task.ticket, entry }, signal)
  if (watched.outcome === 'failed') return fail(claim, tools, 'render', watched.message, watched.vendorWord)
  await tools.ledger.advance(claim, {
    stage: 'render',
    clips: watched.clips,
    vendorWord: watched.vendorWord,
    event: { stage: 'render', kind: 'finished', detail: { clips: watched.clips.length } },
  })
  return onward
}
