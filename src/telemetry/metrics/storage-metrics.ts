import { Counter, type Registry } from 'prom-client'
import type { Observer } from '../observer.ts'

export function createStorageMetrics(register: Registry): Observer {
  const stored = new Counter({
    name: 'reelay_stored_bytes_total',
    help: 'Bytes that this process has written to the object store, by kind (results, buckets, intake, uploads). What was deleted since is not taken off.',
    labelNames: ['kind'],
    registers: [register],
  })
  return { bytesStored: ({ kind, sizeBytes }) => stored.inc({ kind }, sizeBytes) }
}
