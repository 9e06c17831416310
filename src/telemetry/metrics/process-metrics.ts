import { Gauge, type Registry } from 'prom-client'

export type ProcessSources = {
  readonly build: { readonly version: string; readonly edition: string; readonly role: string }
  /** The pools of database connections in this process, by name. */
  readonly pools: () => readonly PoolUse[]
  /** Of the disk that the data directory is on; `null` when the system does not tell. */
  readonly freeBytes: () => Promise<number | null>
}

export type PoolUse = {
  readonly pool: string
  readonly open: number
  readonly idle: number
  /** Callers that wait for a connection. */
  readonly waiting: number
}

export function createProcessMetrics(register: Registry, { build, pools, freeBytes }: ProcessSources): void {
  const registers = [register]
  new Gauge({
    name: 'reelay_build_info',
    help: 'Always 1; the labels tell what runs here.',
    labelNames: ['version', 'edition', 'role'],
    registers,
  }).set({ ...build }, 1)
  const connections: Gauge<'pool' | 'state'> = new Gauge({
    name: 'reelay_database_connections',
    help: 'Connections of this process to the database, by pool and state (idle, used).',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const { pool, open, idle } of pools()) {
        connections.set({ pool, state: 'idle' }, idle)
        connections.set({ pool, state: 'used' }, open - idle)
      }
    },
  })
  const waiting: Gauge<'pool'> = new Gauge({
    name: 'reelay_database_waiting',
    help: 'Statements and transactions that wait for a connection, by pool.',
    labelNames: ['pool'],
    registers,
    collect() {
      for (const { pool, waiting: callers } of pools()) waiting.set({ pool }, callers)
    },
  })
  const free: Gauge = new Gauge({
    name: 'reelay_data_free_bytes',
    help: 'Free space on the disk of the data directory.',
    registers,
    async collect() {
      const bytes = await freeBytes()
      if (bytes === null) free.reset()
      else free.set(bytes)
    },
  })
}
