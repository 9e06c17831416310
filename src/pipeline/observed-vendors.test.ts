import { expect, test } from 'vitest'
import type { VendorCall } from '../telemetry/observer.ts'
import { createVendorRegistry, type VendorEntry } from '../vendors/registry.ts'
import { type Link, type Vendor, VendorFault } from '../vendors/vendor.ts'
import { observeVendors } from './observed-vendors.ts'

const link = { clientId: 'task-1' } as Link

/** With state of its own behind `this`, as a class would have. */
class Upstream implements Vendor {
  readonly name = 'upstream'
  #tickets = 0
  compose() {
    return {}
  }
  async submit() {
    return { number: ++this.#tickets }
  }
  async check(): Promise<never> {
    throw new VendorFault('throttled', 'not now')
  }
  async find(): Promise<never> {
    throw new TypeError('a bug of ours')
  }
}

test('every call of a vendor is heard with how it ended, and answers as before', async () => {
  const heard: VendorCall[] = []
  const entry = { vendor: new Upstream() as Vendor } as VendorEntry
  const observer = { vendorAnswered: (call: VendorCall) => void heard.push(call) }
  const vendor = observeVendors(createVendorRegistry([entry]), observer).get('upstream')!.vendor
  expect(await vendor.submit({}, link)).toEqual({ number: 1 })
  await expect(vendor.check({}, link)).rejects.toThrow('not now')
  await expect(vendor.find?.({}, link)).rejects.toThrow('a bug of ours')
  expect('cancel' in vendor).toBe(false)
  expect(vendor.name).toBe('upstream')
  expect(heard.map(({ operation, outcome, taskId }) => `${operation} ${outcome} ${taskId}`)).toEqual([
    'submit ok task-1',
    'check throttled task-1',
    'find error task-1',
  ])
})
