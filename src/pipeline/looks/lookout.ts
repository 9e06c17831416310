import type { Task } from '../../tasks/task.ts'
import type { Log } from '../../telemetry/log.ts'
import type { VendorEntry } from '../../vendors/registry.ts'
import type { Ticket } from '../../vendors/vendor.ts'
import type { LinkTools } from '../vendor-link.ts'
import { createLane, type Lane } from './lane.ts'
import { type LookClock, systemLookClock } from './look-clock.ts'
import { modelKeyOf } from './model-key.ts'
import { createRecentHints } from './recent-hints.ts'
import type { RenderTimeBook } from './render-time-book.ts'
import type { Sight, Watched } from './watched.ts'

/** A task that comes so long after its submit was in flight before: at another worker, or before a restart. */
const resumedMilliseconds = 5000

/**
 * Looks at vendors for all tasks in flight of this process: one heap of moments per vendor, one timer, as few calls as
 * are worth their price, many tasks per call where the vendor takes that. It remembers nothing that matters: whoever
 * watches again after a restart goes on.
 */
export interface Lookout {
  /**
   * Resolves when the render has ended at the vendor or is given up. Rejects when the signal aborts, and with what a
   * vendor's translator throws that is no VendorFault.
   */
  watch(watch: Watch, signal: AbortSignal): Promise<Sight>
  /** Something seems to have happened to this task, whoever has it. */
  hint(taskId: string): void
  /** Looks no more. Who watches then waits for ever: his task goes on at the next start, or elsewhere. */
  stop(): void
}

export type Watch = {
  readonly task: Pick<Task, 'id' | 'job' | 'submittedAt'>
  readonly ticket: Ticket
  readonly entry: VendorEntry
  /** Look at once: the vendor has said before that it has finished. */
  readonly atOnce?: boolean
}

export type LookoutSettings = {
  readonly tools: LinkTools
  readonly times: Pick<RenderTimeBook, 'of' | 'note'>
  readonly clock?: LookClock
  readonly log: Log
}

export function createLookout(settings: LookoutSettings): Lookout {
  const { tools, times, clock = systemLookClock, log } = settings
  const lanes = new Map<string, Lane>()
  const watched = new Map<string, { readonly lane: Lane; readonly task: Watched }>()
  const hints = createRecentHints(clock)
  const timer = oneTimer(clock, lanes)

  const laneOf = (entry: VendorEntry): Lane => {
    const { name } = entry.vendor
    const known = lanes.get(name)
    if (known !== undefined) return known
    const lane = createLane({
      entry,
      tools,
      learned: (modelKey) => times.of(name, modelKey),
      note: (modelKey, seconds) => times.note(name, modelKey, seconds),
      clock,
      changed: () => timer.set(),
      log,
    })
    lanes.set(name, lane)
    return lane
  }

  return {
    watch: (watch, signal) =>
      new Promise<Sight>((resolve, reject) => {
        signal.throwIfAborted()
        const lane = laneOf(watch.entry)
        const leave = (): void => {
          signal.removeEventListener('abort', stop)
          if (watched.get(task.taskId)?.task === task) watched.delete(task.taskId)
        }
        const stop = (): void => {
          leave()
          lane.remove(task)
          timer.set()
          reject(signal.reason)
        }
        const task = taskOf(watch, tools.now(), clock.now(), {
          end(sight) {
            leave()
            resolve(sight)
          },
          fail(error) {
            leave()
            reject(error)
          },
        })
        signal.addEventListener('abort', stop, { once: true })
        watched.set(task.taskId, { lane, task })
        lane.add(task)
        if (hints.take(task.taskId)) lane.hint(task)
        timer.set()
      }),
    hint(taskId) {
      const found = watched.get(taskId)
      if (found === undefined) return hints.keep(taskId)
      found.lane.hint(found.task)
      timer.set()
    },
    stop() {
      timer.stop()
      for (const lane of lanes.values()) lane.stop()
    },
  }
}

/** Rings at the first moment at which any lane has something to do. */
function oneTimer(
  clock: LookClock,
  lanes: ReadonlyMap<string, Lane>,
): { readonly set: () => void; readonly stop: () => void } {
  let next: { readonly at: number; readonly stop: () => void } | null = null
  let isStopped = false
  const ring = (): void => {
    next = null
    for (const lane of lanes.values()) lane.look()
    set()
  }
  const set = (): void => {
    const at = Math.min(...Array.from(lanes.values(), (lane) => lane.wakeAt()))
    if (isStopped || at === Infinity || (next !== null && next.at <= at)) return
    next?.stop()
    next = { at, stop: clock.after(Math.max(0, at - clock.now()), ring) }
  }
  return {
    set,
    stop() {
      isStopped = true
      next?.stop()
    },
  }
}

/** The wall clock says how old the task is; from here on only the look clock counts. */
function taskOf(
  { task, ticket, entry, atOnce = false }: Watch,
  wall: Date,
  now: number,
  ends: Pick<Watched, 'end' | 'fail'>,
): Watched {
  const age = Math.max(0, wall.getTime() - (task.submittedAt ?? wall).getTime())
  const submittedAt = now - age
  return {
    taskId: task.id,
    ticket,
    modelKey: oneCopyOf(modelKeyOf(task.job)),
    submittedAt,
    deadlineAt: submittedAt + entry.renderSecondsMax * 1000,
    state: 'due',
    lookedAt: submittedAt,
    calledAt: submittedAt,
    isResumed: atOnce || age > resumedMilliseconds,
    hints: 0,
    batchSizeMax: entry.look.batchSizeMax ?? 1,
    call: null,
    dueAt: atOnce ? now : Infinity,
    place: -1,
    ...ends,
  }
}

/** Thousands of tasks share a few keys. */
const keys = new Map<string, string>()
const keysMax = 10_000

function oneCopyOf(key: string): string {
  const known = keys.get(key)
  if (known !== undefined) return known
  if (keys.size < keysMax) keys.set(key, key)
  return key
}
