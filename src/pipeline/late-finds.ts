import type { DoubtfulSpend, DoubtfulSpends, Finding } from '../tasks/doubtful-spends.ts'
import type { VendorEntry } from '../vendors/registry.ts'
import { repeat } from './repeat.ts'
import { stopAtVendor } from './stages/cancel.ts'
import { compose, lookUp } from './stages/submit.ts'
import type { PipelineTools } from './tools.ts'

const everySeconds = 60
/** A vendor that is asked for more than a second each shall not be asked for ever. */
const perRoundMax = 50

/** Looks calls up whose outcome was not known in time, so that the ledger comes right. Returns the way to stop. */
export function startLateFinds(tools: PipelineTools, spends: DoubtfulSpends): () => Promise<void> {
  const stopping = new AbortController()
  const stop = repeat(everySeconds, () => findLate(tools, spends, stopping.signal), tools.log)
  return () => {
    stopping.abort()
    return stop()
  }
}

/** One round. */
export async function findLate(
  tools: PipelineTools,
  spends: DoubtfulSpends,
  signal: AbortSignal,
): Promise<void> {
  const askable = [...tools.vendors].flatMap(([name, { vendor }]) => (vendor.find ? [name] : []))
  for (const spend of await spends.claim(askable, perRoundMax)) {
    if (signal.aborted) return
    const entry = tools.vendors.get(spend.task.vendor)
    const finding = entry && (await lookAgain(tools, spend, entry, signal))
    if (!finding || !(await spends.clear(spend, finding))) continue
    const { outcome } = finding
    tools.log.warn({ taskId: spend.task.id, vendor: spend.task.vendor, outcome }, 'a lost call was found out')
  }
}

/** `null`: still not known. */
async function lookAgain(
  tools: PipelineTools,
  { task }: DoubtfulSpend,
  entry: VendorEntry,
  signal: AbortSignal,
): Promise<Finding | null> {
  const composed = compose({ task }, entry)
  if ('refusal' in composed) return null
  const ticket = await lookUp({ task, tools, signal, entry, call: composed.call })
  if (ticket === 'unclear') return null
  if (ticket === null) return { outcome: 'refused', detail: {} }
  // The task has failed, and nobody will fetch what this job makes.
  const { story, vendorWord } = await stopAtVendor({ task, tools, signal }, entry, ticket)
  return { outcome: 'accepted', vendorWord, detail: { job: story.end } }
}
