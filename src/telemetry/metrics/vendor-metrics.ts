import { Counter, Histogram, type Registry } from 'prom-client'
import type { Observer } from '../observer.ts'

/** Vendors answer in a fraction of a second, and some think for most of a minute before they do. */
const durationBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 90]

export function createVendorMetrics(register: Registry): Observer {
  const registers = [register]
  const calls = new Counter({
    name: 'reelay_vendor_requests_total',
    help: 'Calls of vendors, by operation (submit, check, checkMany, find, cancel) and outcome (ok, the kind of the fault, or error for one of ours).',
    labelNames: ['vendor', 'operation', 'outcome'],
    registers,
  })
  const durations = new Histogram({
    name: 'reelay_vendor_request_duration_seconds',
    help: 'Time that calls of vendors took.',
    labelNames: ['vendor', 'operation'],
    buckets: durationBuckets,
    registers,
  })
  return {
    vendorAnswered({ vendor, operation, outcome, durationSeconds }) {
      calls.inc({ vendor, operation, outcome })
      durations.observe({ vendor, operation }, durationSeconds)
    },
  }
}
