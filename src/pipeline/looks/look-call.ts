import type { VendorEntry } from '../../vendors/registry.ts'
import { type Progress, VendorFault } from '../../vendors/vendor.ts'
import { type LinkTools, openLink, openSharedLink } from '../vendor-link.ts'
import type { Watched } from './watched.ts'

export type Answered =
  /** Of each ticket; `null` where the vendor's answer did not speak of it. */
  | { readonly outcome: 'answered'; readonly answers: readonly (Progress | VendorFault | null)[] }
  /** The call as a whole went wrong: with one ticket, that is about this ticket. */
  | { readonly outcome: 'fault'; readonly fault: VendorFault }
  | { readonly outcome: 'error'; readonly error: unknown }

type Group = readonly Pick<Watched, 'taskId' | 'ticket'>[]

/** One call to the vendor: about one task by `check`, about several by `checkMany`. Never rejects. */
export async function callVendor(
  tools: LinkTools,
  entry: VendorEntry,
  group: Group,
  signal: AbortSignal,
): Promise<Answered> {
  try {
    return { outcome: 'answered', answers: await ask(tools, entry, group, signal) }
  } catch (error) {
    return error instanceof VendorFault ? { outcome: 'fault', fault: error } : { outcome: 'error', error }
  }
}

async function ask(tools: LinkTools, entry: VendorEntry, group: Group, signal: AbortSignal) {
  const { vendor } = entry
  const [only, ...others] = group
  if (only === undefined) return []
  if (others.length === 0 || vendor.checkMany === undefined) {
    return [await vendor.check(only.ticket, openLink(tools, entry, only.taskId, signal))]
  }
  const tickets = group.map(({ ticket }) => ticket)
  const answers = await vendor.checkMany(tickets, openSharedLink(tools, entry, signal))
  return tickets.map((_, index) => answers[index] ?? null)
}
