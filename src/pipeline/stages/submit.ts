import type { JsonObject } from '../../catalog/job.ts'
import type { Claim, Task } from '../../tasks/task.ts'
import type { Ticket } from '../../vendors/vendor.ts'
import { VendorFault } from '../../vendors/vendor.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import type { StepAnswer } from '../engine.ts'
import type { StageCall } from './stage-call.ts'
import type { PipelineTools } from '../tools.ts'
import { vendorOf } from '../tools.ts'
import { openLink } from '../vendor-link.ts'
import { fail, onward } from './ending.ts'

/**
 * A call whose answer was lost is looked up for this long before it may be sent again or given up: longer than a
 * frozen process sleeps (engine.md 6: shorter pauses paid twice).
 */
const quarantineSeconds = 120
const lookUpPauseSeconds = 5

/** How often a vendor that says "not now" is asked again. */
const throttledTriesMax = 20
const throttledPauseSeconds = 15

/** Hands the job to the vendor: the only stage that costs money, and so the only one that is told so carefully. */
export async function submitToVendor({ task, claim, tools, signal }: StageCall): Promise<StepAnswer> {
  const entry = vendorOf(tools, task.vendor)
  if (entry === null) {
    return fail(claim, tools, 'submit', `The vendor ${task.vendor} is no longer configured on this server.`)
  }
  const call = entry.vendor.compose(task.job, task.images ?? [])
  for (let attempt = 1; ; attempt++) {
    const lost = await recoverLostCall(claim, tools, task, entry, call, signal)
    if (lost !== 'clear') return lost
    const outcome = await sendOnce(claim, tools, task, entry, call, signal)
    if (outcome.kind === 'accepted') return onward
    if (outcome.kind === 'refused') return fail(claim, tools, 'submit', outcome.message)
    if (outcome.kind === 'throttled') {
      if (attempt >= throttledTriesMax) return fail(claim, tools, 'submit', outcome.message)
      await tools.pause(outcome.pauseSeconds, signal)
    }
    // `unknown`: the next round begins by looking the call up.
  }
}

type Sent =
  | { readonly kind: 'accepted' | 'unknown' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'throttled'; readonly message: string; readonly pauseSeconds: number }

/** Commits the intent, sends, and settles what came back. */
async function sendOnce(
  claim: Claim,
  tools: PipelineTools,
  task: Task,
  { vendor, ...entry }: VendorEntry,
  call: JsonObject,
  signal: AbortSignal,
): Promise<Sent> {
  const attempt = await tools.ledger.intend(claim)
  if (attempt === null) return { kind: 'unknown' }
  const event = (kind: string, detail: JsonObject = {}) => ({
    stage: 'submit' as const,
    event: { stage: 'submit' as const, kind, detail: { vendor: vendor.name, attempt, ...detail } },
  })
  try {
    const ticket = await vendor.submit(call, openLink(tools, { vendor, ...entry }, task.id, signal))
    await tools.ledger.settle(claim, attempt, 'accepted', '', { ...event('accepted'), ticket })
    return { kind: 'accepted' }
  } catch (error) {
    if (!(error instanceof VendorFault)) throw error
    const { kind, message } = error
    const detail = { fault: kind, message }
    switch (kind) {
      case 'unknown':
        await tools.ledger.settle(claim, attempt, 'unknown', message, event('unknown', detail))
        return { kind: 'unknown' }
      case 'throttled':
      case 'unavailable':
        await tools.ledger.settle(claim, attempt, 'refused', message, event('put-off', detail))
        return {
          kind: 'throttled',
          message,
          pauseSeconds: error.detail.retryAfterSeconds ?? throttledPauseSeconds,
        }
      case 'refused':
      case 'moderated':
      case 'credentials':
        await tools.ledger.settle(claim, attempt, 'refused', message, event('refused', detail))
        return { kind: 'refused', message }
    }
  }
}

/**
 * Before anything is sent: is there a call of ours in the air, from a crash or a lost answer? `clear` means that
 * sending is safe. Without a way to look it up it is never sent again; the task fails with the truth.
 */
async function recoverLostCall(
  claim: Claim,
  tools: PipelineTools,
  task: Task,
  entry: VendorEntry,
  call: JsonObject,
  signal: AbortSignal,
): Promise<StepAnswer | 'clear'> {
  const { vendor } = entry
  for (;;) {
    const open = await tools.ledger.openSpend(claim.taskId)
    if (open === null) return 'clear'
    if (open.outcome === 'accepted') return onward
    const event = (kind: string) => ({
      stage: 'submit' as const,
      event: { stage: 'submit' as const, kind, detail: { vendor: vendor.name, attempt: open.attempt } },
    })
    const found = await lookUp()
    if (found !== null && found !== undefined) {
      await tools.ledger.settle(claim, open.attempt, 'accepted', 'found', {
        ...event('found'),
        ticket: found,
      })
      return onward
    }
    if (open.ageSeconds >= quarantineSeconds) {
      if (found === null) {
        await tools.ledger.settle(claim, open.attempt, 'refused', 'never arrived', event('never-arrived'))
        return 'clear'
      }
      return fail(
        claim,
        tools,
        'submit',
        `The answer of ${vendor.name} to this task was lost, and ${vendor.name} has no way to ask whether it took the ` +
          'job. It was not sent again, so that nothing is paid twice. Please create the task anew if you still want it.',
      )
    }
    await tools.pause(lookUpPauseSeconds, signal)
  }

  async function lookUp(): Promise<Ticket | null | undefined> {
    if (!vendor.find) return undefined
    try {
      return await vendor.find(call, openLink(tools, entry, task.id, signal))
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
      tools.log.warn(
        { taskId: task.id, fault: error.kind, reason: error.message },
        'looking up a lost submit failed',
      )
      return undefined
    }
  }
}
