import type { Job } from '../catalog/job.ts'
import { ApiError } from '../contract/api-error.ts'
import type { VendorRegistry } from '../vendors/registry.ts'
import { routeFor, type Routes } from '../vendors/routes.ts'

/**
 * The vendor that a job goes to. What he cannot do is refused here, before there is a task; nothing is left out later.
 * @throws ApiError ResourceUnavailable, UnsupportedOperation
 */
export function chooseVendor(job: Job, routes: Routes, vendors: VendorRegistry): string {
  const route = routeFor(job, routes, vendors)
  if ('missing' in route) {
    throw new ApiError('ResourceUnavailable', { family: job.family, because: route.because })
  }
  const because = vendors.get(route.vendor)?.vendor.refuses?.(job) ?? null
  if (because !== null) {
    const fields = { vendor: route.vendor, family: job.family, because }
    throw new ApiError('UnsupportedOperation', fields, { variant: 'vendor' })
  }
  return route.vendor
}
