import type { Money } from '../contract/money.ts'
import type { VendorWord } from '../tasks/task-ledger.ts'
import type { Task } from '../tasks/task.ts'
import type { VendorEntry } from '../vendors/registry.ts'
import type { Clip, Progress, Ticket } from '../vendors/vendor.ts'
import { VendorFault } from '../vendors/vendor.ts'
import type { PipelineTools } from './tools.ts'
import { openLink } from './vendor-link.ts'

export type Watched =
  | { readonly outcome: 'finished'; readonly clips: readonly Clip[]; readonly vendorWord: VendorWord }
  /** Without a word of the vendor's we gave up, and it may still finish and charge. */
  | { readonly outcome: 'failed'; readonly message: string; readonly vendorWord?: VendorWord }

/** Looks at the vendor until the render has ended, with growing pauses, and gives up at the render's time limit. */
export async function watchVendor(
  tools: PipelineTools,
  task: Task,
  ticket: Ticket,
  entry: VendorEntry,
  signal: AbortSignal,
): Promise<Watched> {
  const link = openLink(tools, entry, task.id, signal)
  const deadline = (task.submittedAt ?? tools.now()).getTime() + entry.renderSecondsMax * 1000
  let pauseSeconds = entry.look.firstSeconds
  for (;;) {
    const progress = await look()
    if (progress.state === 'finished')
      return { outcome: 'finished', clips: progress.clips, vendorWord: wordOf('finished', progress.cost) }
    if (progress.state === 'failed')
      return {
        outcome: 'failed',
        message: progress.fault.message,
        vendorWord: wordOf('failed', progress.cost),
      }
    if (tools.now().getTime() >= deadline) {
      const minutes = Math.round(entry.renderSecondsMax / 60)
      return {
        outcome: 'failed',
        message: `${entry.vendor.name} did not finish the video within ${minutes} minutes.`,
      }
    }
    await tools.pause(pauseSeconds, signal)
    pauseSeconds = Math.min(pauseSeconds * 1.2, entry.look.longestSeconds)
  }

  async function look(): Promise<Progress> {
    try {
      return await entry.vendor.check(ticket, link)
    } catch (error) {
      if (!(error instanceof VendorFault)) throw error
      switch (error.kind) {
        case 'refused':
        case 'moderated':
          return { state: 'failed', fault: error }
        case 'throttled':
        case 'unavailable':
        case 'credentials':
        case 'unknown':
          // A look is free and may be repeated; what is wrong may be put right before the time limit.
          tools.log.warn({ taskId: task.id, vendor: entry.vendor.name, fault: error.kind }, error.message)
          pauseSeconds = Math.max(pauseSeconds, error.detail.retryAfterSeconds ?? 0)
          return { state: 'waiting' }
      }
    }
  }
}

const wordOf = (said: VendorWord['said'], cost: Money | undefined): VendorWord =>
  cost === undefined ? { said } : { said, cost }
