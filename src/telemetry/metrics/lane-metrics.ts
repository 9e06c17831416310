import { Gauge, type Registry } from 'prom-client'

export type LaneSources = {
  /** Every vendor's lane. Rejects when the database does not answer. */
  readonly lanes: () => Promise<readonly LaneUse[]>
}

export type LaneUse = {
  readonly vendor: string
  readonly slots: number
  readonly configuredSlots: number
  readonly inFlight: number
  readonly waiting: number
  readonly oldestWaitingAt: Date | null
  readonly pausedUntil: Date | null
  readonly stoppedAt: Date | null
}

/** Asked at every look. The lanes are those of all processes; their names are the vendors that were ever configured. */
export function createLaneMetrics(register: Registry, { lanes }: LaneSources): () => Promise<void> {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    ...labels: Label[]
  ): Gauge<'vendor' | Label> =>
    new Gauge({ name, help, labelNames: ['vendor', ...labels], registers: [register] })
  const slots = gauge(
    'reelay_lane_slots',
    "Tasks that a vendor works on at a time, by kind (configured; now: less after the vendor's own refusals).",
    'kind',
  )
  const inFlight = gauge('reelay_lane_in_flight', 'Tasks that hold a slot of the vendor.')
  const waiting = gauge('reelay_lane_waiting', 'Tasks that wait for a slot of the vendor.')
  const oldest = gauge(
    'reelay_lane_oldest_age_seconds',
    'Age of the oldest task that waits for a slot; 0: none.',
  )
  const paused = gauge(
    'reelay_lane_paused',
    'Whether nothing is sent to the vendor, by whom (vendor: it said "not now"; operator: reelay vendors pause).',
    'by',
  )
  return async () => {
    for (const each of [slots, inFlight, waiting, oldest, paused]) each.reset()
    for (const lane of await lanes().catch(() => [])) {
      const { vendor } = lane
      slots.set({ vendor, kind: 'configured' }, lane.configuredSlots)
      slots.set({ vendor, kind: 'now' }, lane.slots)
      inFlight.set({ vendor }, lane.inFlight)
      waiting.set({ vendor }, lane.waiting)
      const ageMilliseconds = lane.oldestWaitingAt === null ? 0 : Date.now() - lane.oldestWaitingAt.getTime()
      oldest.set({ vendor }, Math.max(0, ageMilliseconds) / 1000)
      paused.set({ vendor, by: 'vendor' }, lane.pausedUntil === null ? 0 : 1)
      paused.set({ vendor, by: 'operator' }, lane.stoppedAt === null ? 0 : 1)
    }
  }
}
