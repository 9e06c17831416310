import type { JsonObject } from '../../../src/catalog/job.ts'
import { createVendorRegistry, type VendorRegistry } from '../../../src/vendors/registry.ts'
import type { Link, Ticket, Vendor } from '../../../src/vendors/vendor.ts'

/** Reelay's side of `upstream.ts`: as careless as a vendor may be. It de-duplicates nothing, and can be looked up. */
const vendor: Vendor = {
  name: 'kling',
  compose: (job): JsonObject => ({ prompt: job.prompt }),
  async submit(call, link) {
    const { body } = await link.send({
      method: 'POST',
      path: '/jobs',
      body: { ...call, clientId: link.clientId },
    })
    return body as Ticket
  },
  async check(ticket, link) {
    const { body } = await link.send({ method: 'GET', path: `/jobs/${(ticket as { id: string }).id}` })
    const { film } = body as { film: string | null }
    return film === null ? { state: 'rendering' } : { state: 'finished', clips: [{ url: film }] }
  },
  async find(_call: JsonObject, link: Link) {
    const { body } = await link.send({ method: 'GET', path: `/find/${link.clientId}` })
    return (body as { job: Ticket | null }).job
  },
}

export const countingVendor = (baseUrl: string): VendorRegistry =>
  createVendorRegistry([
    {
      vendor,
      baseUrl,
      concurrency: { total: 100_000 },
      look: { firstSeconds: 0.3, longestSeconds: 1 },
      renderSecondsMax: 3600,
    },
  ])
