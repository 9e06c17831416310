import { rm } from 'node:fs/promises'
import { type CancelStory, cancelMessage } from '../../tasks/cancel-words.ts'
import type { VendorWord } from '../../tasks/task-ledger.ts'
import type { Task } from '../../tasks/task.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import { type Link, type Progress, type Ticket, type Vendor, VendorFault } from '../../vendors/vendor.ts'
import { partPath } from '../clip-download.ts'
import type { StepAnswer } from '../engine.ts'
import { vendorOf } from '../tools.ts'
import { openLink } from '../vendor-link.ts'
import { resultKey } from './collect.ts'
import { bucketKey } from './deliver.ts'
import { endAs } from './ending.ts'
import type { StageCall } from './stage-call.ts'
import { compose, recoverLostCall } from './submit.ts'

/** How often a vendor that does not answer is told to stop, before it is left to render. */
const triesMax = 3
const pauseSeconds = 2
const pauseSecondsMax = 15

/**
 * Ends a task that its caller has cancelled, wherever it stands: with as little cost as there can be, and with a Message
 * that says what became of the job and the money. May be cut off anywhere and told again.
 */
export async function endCancelled(call: StageCall): Promise<StepAnswer> {
  const { task, claim, tools } = call
  const entry = vendorOf(tools, task.vendor)
  const { story, vendorWord } = await stopJob(call, entry)
  await discardFiles(call)
  const estimate = entry?.price?.(task.job)?.money ?? null
  const message = cancelMessage(story, { estimate, chargesFailures: entry?.chargesFailures })
  return endAs(claim, tools, task.stage, message, {
    cancel: story.end === 'unclear' ? 'discarded' : story.end,
    ...(vendorWord === undefined ? {} : { vendorWord }),
  })
}

type Outcome = { readonly story: CancelStory; readonly vendorWord?: VendorWord }

async function stopJob(call: StageCall, entry: VendorEntry | null): Promise<Outcome> {
  const { task } = call
  const vendor = task.vendor
  const left = (because: string): Outcome => ({ story: { end: 'discarded', vendor, because } })
  const ticket = task.ticket ?? (await recoverTicket(call, entry))
  if (ticket === 'none') return { story: { end: 'unsent' } }
  if (ticket === 'unclear') return { story: { end: 'unclear', vendor } }
  if (task.clips !== null) return left(`${vendor} had finished it already.`)
  if (entry === null) return left(`${vendor} is no longer configured on this server.`)
  return stopAtVendor(call, entry, ticket)
}

/** What a call that may be in the air came to. Without a way to look it up nobody has to wait. */
async function recoverTicket(
  call: StageCall,
  entry: VendorEntry | null,
): Promise<Ticket | 'none' | 'unclear'> {
  const { claim, tools } = call
  if ((await tools.ledger.openSpend(claim.taskId)) === null) return 'none'
  if (entry?.vendor.find === undefined) return 'unclear'
  const composed = compose(call, entry)
  if ('refusal' in composed) return 'unclear'
  const lost = await recoverLostCall({ ...call, ...composed, entry })
  if (lost === 'clear') return 'none'
  return (lost === 'accepted' && (await tools.ledger.read(claim)).ticket) || 'unclear'
}

/** Tells the vendor to stop a job, and again if it does not listen. */
export async function stopAtVendor(
  { task, tools, signal }: Pick<StageCall, 'tools' | 'signal'> & { readonly task: Pick<Task, 'id'> },
  entry: VendorEntry,
  ticket: Ticket,
): Promise<Outcome> {
  const { vendor } = entry
  const { name } = vendor
  const left = (because: string): Outcome => ({ story: { end: 'discarded', vendor: name, because } })
  if (vendor.cancel === undefined) return left(`${name} cannot stop a job that it has begun.`)
  const link = openLink(tools, entry, task.id, signal)
  for (let attempt = 1; ; attempt++) {
    try {
      await vendor.cancel(ticket, link)
      return { story: { end: 'stopped', vendor: name }, vendorWord: { said: 'stopped' } }
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
      const { kind, message, detail } = error
      tools.log.warn({ taskId: task.id, vendor: name, fault: kind, reason: message }, 'a job was not stopped')
      const isPassing = kind === 'throttled' || kind === 'unavailable' || kind === 'unknown'
      if (!isPassing) return tooLate(await lookOnce(vendor, ticket, link), name, message)
      if (attempt >= triesMax) return left(`${name} could not be told to stop (${message}).`)
      await tools.pause(Math.min(detail.retryAfterSeconds ?? pauseSeconds, pauseSecondsMax), signal)
    }
  }
}

/** Perhaps an earlier telling has stopped it, or it was faster. */
async function lookOnce(vendor: Vendor, ticket: Ticket, link: Link): Promise<Progress | null> {
  try {
    return await vendor.check(ticket, link)
  } catch (error) {
    if (error instanceof VendorFault) return null
    throw error
  }
}

function tooLate(progress: Progress | null, vendor: string, reason: string): Outcome {
  const cost = progress !== null && 'cost' in progress && progress.cost ? { cost: progress.cost } : {}
  const left = (because: string): CancelStory => ({ end: 'discarded', vendor, because })
  switch (progress?.state) {
    case 'failed':
      return { story: { end: 'stopped', vendor }, vendorWord: { said: 'stopped', ...cost } }
    case 'finished':
      return { story: left(`${vendor} had finished it already.`), vendorWord: { said: 'finished', ...cost } }
    case 'waiting':
    case 'rendering':
    case undefined:
      return { story: left(`${vendor} did not stop it (${reason}).`) }
  }
}

/** What was made for a task that nobody wants: on this disk, in our store, and where the caller would have found it. */
async function discardFiles({ task, tools }: StageCall): Promise<void> {
  for (const [index, clip] of (task.clips ?? []).entries()) {
    await rm('path' in clip ? clip.path : partPath(tools, task.id, index), { force: true })
    await tools.store.delete(resultKey(task, index))
    if (task.job.bucket) await tools.store.delete(bucketKey(task, task.job.bucket, index))
  }
}
