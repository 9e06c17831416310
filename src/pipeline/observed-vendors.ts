import { nowSeconds, type Observer } from '../telemetry/observer.ts'
import { createVendorRegistry, type VendorRegistry } from '../vendors/registry.ts'
import { type Link, type SharedLink, type Vendor, VendorFault } from '../vendors/vendor.ts'

/** The same vendors; each of their calls is heard, and how it ended. */
export const observeVendors = (vendors: VendorRegistry, observer: Observer): VendorRegistry =>
  createVendorRegistry(
    [...vendors.values()].map((entry) => ({ ...entry, vendor: observeVendor(entry.vendor, observer) })),
  )

/** The methods that reach the vendor; all but the pure ones. */
const operations = ['submit', 'check', 'checkMany', 'find', 'cancel'] as const

function observeVendor(vendor: Vendor, observer: Observer): Vendor {
  const observed: Vendor = Object.create(vendor)
  for (const operation of operations) {
    const call = vendor[operation]
    if (call === undefined) continue
    // Every one of them takes what it is about, and then the link.
    const heard = (...words: Parameters<typeof call>) =>
      hear(observer, { vendor: vendor.name, operation, taskId: taskIdOf(words[1]) }, () =>
        Reflect.apply(call, vendor, words),
      )
    Object.assign(observed, { [operation]: heard })
  }
  return observed
}

/** A link that many share names none of them. */
const taskIdOf = (link: Link | SharedLink): string => ('clientId' in link ? link.clientId : '')

async function hear<Answer>(
  observer: Observer,
  call: { readonly vendor: string; readonly operation: string; readonly taskId: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const beganAt = nowSeconds()
  const end = (outcome: string): void =>
    observer.vendorAnswered?.({ ...call, outcome, beganAt, durationSeconds: nowSeconds() - beganAt })
  try {
    const answer = await work()
    end('ok')
    return answer
  } catch (error) {
    end(error instanceof VendorFault ? error.kind : 'error')
    throw error
  }
}
