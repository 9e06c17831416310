import type { Claim } from '../../tasks/task.ts'
import { isFinal } from '../../tasks/task.ts'
import type { StepAnswer } from '../engine.ts'
import type { PipelineTools } from '../tools.ts'
import { vendorOf } from '../tools.ts'
import { watchVendor } from '../vendor-watch.ts'
import { ended, fail, onward } from './ending.ts'

/** Waits until the vendor has rendered. */
export async function renderAtVendor(
  claim: Claim,
  tools: PipelineTools,
  signal: AbortSignal,
): Promise<StepAnswer> {
  const task = await tools.ledger.read(claim)
  if (isFinal(task.stage)) return ended
  if (task.clips !== null) return onward
  const entry = vendorOf(tools, task.vendor)
  if (entry === null || task.ticket === null) {
    return fail(claim, tools, 'render', `The vendor ${task.vendor} is no longer configured on this server.`)
  }
  await tools.ledger.advance(claim, { stage: 'render', event: { stage: 'render', kind: 'started' } })
  const watched = await watchVendor(tools, task, task.ticket, entry, signal)
  if (watched.outcome === 'failed') return fail(claim, tools, 'render', watched.message)
  await tools.ledger.advance(claim, {
    stage: 'render',
    clips: watched.clips,
    event: { stage: 'render', kind: 'finished', detail: { clips: watched.clips.length } },
  })
  return onward
}
