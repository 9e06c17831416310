import { alsoAllowing, allowNothing, createGuardedFetch } from '../../src/net/guarded-fetch.ts'
import { systemClock } from '../../src/net/clock.ts'
import { openLink } from '../../src/pipeline/vendor-link.ts'
import type { PipelineTools } from '../../src/pipeline/tools.ts'
import type { VendorEntry } from '../../src/vendors/registry.ts'
import type { NamedJob } from '../support/vendor-jobs.ts'
import { type Link, type Vendor, VendorFault, type VendorResponse } from '../../src/vendors/vendor.ts'

/** What a picture is to these tests: its bytes are never looked at, only carried. */
export const pictureBytes = (key: string): Buffer => Buffer.from(`the bytes of ${key}`)

/** The real way from an adapter to its vendor's server, through the guarded door. */
export function linkTo(vendor: Vendor, baseUrl: string, clientId = 'task-1'): Link {
  const allow = alsoAllowing(allowNothing, baseUrl)
  const tools = {
    vendorFetch: () => createGuardedFetch({ allow, clock: systemClock }),
    now: () => new Date(),
  } as unknown as PipelineTools
  const entry = { vendor, baseUrl } as unknown as VendorEntry
  return {
    ...openLink(tools, entry, clientId, new AbortController().signal),
    image: (key) => Promise.resolve(pictureBytes(key)),
  }
}

/** A link to nowhere that answers with these, one after the other and then from the first again. */
export function linkAnswering(answers: readonly VendorResponse[]): Link {
  let count = 0
  return {
    clientId: '1-AigcVideo-1',
    now: () => new Date(1_800_000_000_000),
    signal: new AbortController().signal,
    image: (key) => Promise.resolve(pictureBytes(key)),
    media: () => Promise.reject(new Error('no media here')),
    send: () => Promise.resolve(answers[count++ % answers.length] as VendorResponse),
  }
}

/** Every job with the call that the vendor makes of it, as a golden file shows them. */
export const callsOf = (vendor: Vendor, jobs: readonly NamedJob[]): string =>
  `${JSON.stringify(Object.fromEntries(jobs.map(({ title, job, inputs }) => [title, vendor.compose(job, inputs)])), null, 2)}\n`

/** The fault that a call ends with. */
export const faultOf = (work: Promise<unknown>): Promise<VendorFault> =>
  work.then(
    (value) => {
      throw new Error(`it went well: ${JSON.stringify(value)}`)
    },
    (error: unknown) => {
      if (error instanceof VendorFault) return error
      throw error
    },
  )
