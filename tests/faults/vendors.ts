import type { JsonObject } from '../../src/catalog/job.ts'
import type { VendorEntry } from '../../src/vendors/registry.ts'
import { type Link, type Progress, type Ticket, type Vendor, VendorFault } from '../../src/vendors/vendor.ts'
import type { VendorResponse } from '../../src/vendors/vendor.ts'
import type { VendorName } from './vendor-scripts.ts'

/** After this a render counts as lost. */
const renderSecondsMax = 120

/** The vendors of these tests, all at one server (vendor-server.ts). They differ in what they can say of a lost call. */
export const vendorEntries = (baseUrl: string): readonly VendorEntry[] =>
  (['blind', 'searchable', 'certain', 'deduplicating'] as const).map((name) => ({
    vendor: vendorNamed(name),
    baseUrl,
    concurrency: { total: 4 },
    look: { firstSeconds: 5, longestSeconds: 20 },
    renderSecondsMax,
  }))

function vendorNamed(name: VendorName): Vendor {
  const vendor: Vendor = {
    name,
    compose: (job) => ({ prompt: job.prompt, vendor: name }),
    async submit(call, link) {
      const body = { ...call, clientId: link.clientId }
      const answer = bodyOf(await link.send({ method: 'POST', path: '/jobs', body }), 'unknown')
      if (typeof answer['id'] !== 'string') throw new VendorFault('unknown', 'an answer without a job')
      return { id: answer['id'] }
    },
    async check(ticket, link) {
      return progressOf(bodyOf(await link.send({ method: 'GET', path: pathOf(ticket) }), 'unavailable'))
    },
    async cancel(ticket, link) {
      bodyOf(await link.send({ method: 'DELETE', path: pathOf(ticket) }), 'unavailable')
    },
  }
  return name === 'blind' ? vendor : { ...vendor, find: (_call, link) => find(name, link) }
}

const pathOf = ({ id }: Ticket): string => `/jobs/${id as string}`

async function find(name: VendorName, link: Link): Promise<Ticket | null> {
  const path = `/jobs?client_id=${encodeURIComponent(link.clientId)}`
  const { id } = bodyOf(await link.send({ method: 'GET', path }), 'unavailable')
  if (typeof id === 'string') return { id }
  if (name === 'searchable') throw new VendorFault('unavailable', 'not in the list, which proves nothing')
  return null
}

/** `broken` is what an answer counts as that says nothing of the job. */
function bodyOf({ status, headers, body }: VendorResponse, broken: 'unknown' | 'unavailable'): JsonObject {
  const retryAfter = headers.get('retry-after')
  const detail = retryAfter === null ? {} : { retryAfterSeconds: Number(retryAfter) }
  if (status === 400) throw new VendorFault('refused', 'The vendor refused the job.')
  if (status === 401) throw new VendorFault('credentials', 'The vendor does not know the key.')
  if (status === 451) throw new VendorFault('moderated', 'The vendor objects to the prompt.')
  if (status === 429) throw new VendorFault('throttled', 'The vendor is busy.', detail)
  if (status === 503) throw new VendorFault('unavailable', 'The vendor is down.', detail)
  if (status !== 200 || typeof body !== 'object' || body === null)
    throw new VendorFault(broken, `${status} from the vendor`)
  return body as JsonObject
}

function progressOf({ state, clips }: JsonObject): Progress {
  if (state === 'finished') {
    return { state, clips: (clips as string[]).map((url) => ({ url })) }
  }
  if (state === 'failed')
    return { state, fault: new VendorFault('refused', 'The vendor could not render it.') }
  return { state: 'rendering' }
}
