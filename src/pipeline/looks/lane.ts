import type { Log } from '../../telemetry/log.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import { VendorFault } from '../../vendors/vendor.ts'
import type { LinkTools } from '../vendor-link.ts'
import { createDueHeap, type DueHeap } from './due-heap.ts'
import { callVendor } from './look-call.ts'
import type { LookClock } from './look-clock.ts'
import { createPace } from './pace.ts'
import type { RenderTimes } from './render-times.ts'
import { createSchedule } from './schedule.ts'
import { createSettlement } from './settlement.ts'
import type { Watched } from './watched.ts'

/** Calls to one vendor under way at a time. */
const callsMax = 16
const callsPerSecondDefault = 100
/** A look that takes longer has failed: it must not keep the others from theirs. */
const lookSecondsMax = 30
/** A batch with room left takes along what is due so soon: it costs no call. */
const takeAlongMilliseconds = 5000

export type LaneSettings = {
  readonly entry: VendorEntry
  readonly tools: LinkTools
  readonly learned: (modelKey: string) => RenderTimes | null
  readonly note: (modelKey: string, seconds: number) => void
  readonly clock: LookClock
  /** A call has ended: there may be another moment to wait for. */
  readonly changed: () => void
  readonly log: Log
}

/** All that is in flight at one vendor. */
export type Lane = {
  readonly add: (task: Watched) => void
  /** Nobody waits for it any more. */
  readonly remove: (task: Watched) => void
  /** Something seems to have happened to it. */
  readonly hint: (task: Watched) => void
  /** When `look` has something to do; Infinity: not before a call ends or something is added. */
  readonly wakeAt: () => number
  /** Begins the calls that are due. */
  readonly look: () => void
  /** Calls off what is under way and begins nothing more; whoever waits goes on waiting. */
  readonly stop: () => void
}

export function createLane(settings: LaneSettings): Lane {
  const { entry, clock } = settings
  const batchSizeMax = entry.vendor.checkMany === undefined ? 1 : (entry.look.batchSizeMax ?? 1)
  const due = createDueHeap<Watched>()
  const pace = createPace(entry.look.callsPerSecondMax ?? callsPerSecondDefault)
  const schedule = createSchedule({ ...settings, batchSizeMax })
  const calls = new Set<AbortController>()

  const put = (task: Watched, dueAt: number): void => {
    due.remove(task)
    task.dueAt = dueAt
    task.state = 'due'
    due.add(task)
  }
  const end = (task: Watched): void => {
    due.remove(task)
    task.state = 'ended'
  }
  const settlement = createSettlement({ ...settings, batchSizeMax, pace, schedule, put, end })

  const lookAt = async (group: readonly Watched[]): Promise<void> => {
    const call = new AbortController()
    calls.add(call)
    if (group.length === 1) for (const task of group) task.call = call
    const hinted = new Set(group.filter((task) => task.hints > 0))
    for (const task of hinted) task.hints--
    const answered = await inTime(settings, group, call)
    if (!calls.delete(call)) return
    settlement.settle(group, answered, hinted, clock.now())
    lane.look()
    settings.changed()
  }

  const lane: Lane = {
    add: (task) => put(task, Math.min(task.dueAt, schedule.next(task))),
    remove(task) {
      end(task)
      task.call?.abort()
    },
    hint(task) {
      task.hints = 2
      if (task.state === 'due') put(task, Math.min(task.dueAt, schedule.hinted(task)))
    },
    wakeAt() {
      const next = due.first()
      return next === undefined || calls.size >= callsMax ? Infinity : Math.max(next.dueAt, pace.readyAt())
    },
    look() {
      const now = clock.now()
      while (lane.wakeAt() <= now) {
        pace.begin(now)
        void lookAt(take(due, batchSizeMax, now))
      }
    },
    stop() {
      for (let task = due.first(); task !== undefined; task = due.first()) end(task)
      for (const call of calls) call.abort()
      calls.clear()
    },
  }
  return lane
}

/** The one that is due first, and whatever goes with it into the same call. */
function take(due: DueHeap<Watched>, batchSizeMax: number, now: number): Watched[] {
  const group: Watched[] = []
  for (let sizeMax = batchSizeMax; ;) {
    const next = due.first()
    if (next === undefined || (group.length > 0 && next.dueAt > now + takeAlongMilliseconds)) return group
    sizeMax = Math.min(sizeMax, next.batchSizeMax)
    if (group.length > 0 && group.length >= sizeMax) return group
    due.remove(next)
    next.state = 'looking'
    group.push(next)
  }
}

/** Makes the call, and gives it up after a while. */
async function inTime(
  { tools, entry, clock }: LaneSettings,
  group: readonly Watched[],
  call: AbortController,
): ReturnType<typeof callVendor> {
  const late = new VendorFault(
    'unavailable',
    `${entry.vendor.name}: no answer to a look within ${lookSecondsMax} s`,
  )
  const forget = clock.after(lookSecondsMax * 1000, () => call.abort(late))
  try {
    return await callVendor(tools, entry, group, call.signal)
  } finally {
    forget()
  }
}
