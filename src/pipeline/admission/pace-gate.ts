import { setImmediate as turnOfEvents, setTimeout as pause } from 'node:timers/promises'
import type { LanePace, Turns } from '../../tasks/lane-pace.ts'
import type { Log } from '../../telemetry/log.ts'

/** So many callers share one look at the lane. */
const groupSizeMax = 64
/** Without the database nobody may send; it is asked again after this long. */
const databasePauseMilliseconds = 1000

/** What every paid call passes before it leaves, and what is told of its answer. */
export interface PaceGate {
  /**
   * Waits for a turn to send one paid call. `closed`: the vendor has put jobs off and not recovered until the deadline.
   * An operator's pause is waited for beyond it. Rejects when the signal aborts.
   */
  enter(vendor: string, deadline: Date, signal: AbortSignal): Promise<Entry>
  /** The vendor has answered the call, and taken the job or not; never "not now". */
  answered(vendor: string, accepted: boolean): Promise<void>
  /** The vendor said "not now": everybody waits, here and in all other processes. */
  putOff(vendor: string, because: string, retryAfterSeconds?: number): Promise<void>
}

export type Entry = { readonly outcome: 'open' } | { readonly outcome: 'closed'; readonly because: string }

export type PaceGateSettings = {
  readonly pace: LanePace
  readonly now: () => Date
  /** From then on nobody is let through, and nobody hears anything more: the process ends. */
  readonly halt: AbortSignal
  readonly log: Log
}

export function createPaceGate({ pace, now, halt, log }: PaceGateSettings): PaceGate {
  const lines = new Map<string, Line>()
  const lineOf = (vendor: string): Line => {
    const line = lines.get(vendor) ?? { waiting: new Set(), isServed: false, nextAt: 0 }
    lines.set(vendor, line)
    return line
  }

  const serve = async (vendor: string, line: Line): Promise<void> => {
    const { waiting } = line
    while (waiting.size > 0 && !halt.aborted) {
      // Those who arrive together share a look.
      await turnOfEvents()
      const turns = await pace.take(vendor, Math.min(waiting.size, groupSizeMax))
      await release(line, turns, halt)
      dismiss(waiting, turns, now())
      if (waiting.size > 0) await rest(turns.againMilliseconds, halt)
    }
  }

  /** One server per line. Whatever goes wrong, the line stays closed for a moment and is served again. */
  const keepServed = async (vendor: string, line: Line): Promise<void> => {
    if (line.isServed) return
    line.isServed = true
    while (line.waiting.size > 0 && !halt.aborted) {
      try {
        await serve(vendor, line)
      } catch (error) {
        log.warn({ err: error, vendor }, 'the pace of a vendor cannot be read; nothing is sent until it can')
        await rest(databasePauseMilliseconds, halt)
      }
    }
    line.isServed = false
  }

  /** A lane's memory of an answer is worth less than the task that got it. */
  const note = async (vendor: string, write: () => Promise<void>): Promise<void> => {
    if (halt.aborted) return
    await write().catch((error: unknown) => log.warn({ err: error, vendor }, 'a lane could not be told'))
  }

  return {
    enter: (vendor, deadline, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted()
        const line = lineOf(vendor)
        const waiter: Waiter = {
          deadline,
          settle(entry) {
            signal.removeEventListener('abort', leave)
            line.waiting.delete(waiter)
            resolve(entry)
          },
        }
        const leave = (): void => {
          line.waiting.delete(waiter)
          reject(signal.reason as Error)
        }
        signal.addEventListener('abort', leave, { once: true })
        line.waiting.add(waiter)
        void keepServed(vendor, line)
      }),
    answered: (vendor, accepted) => note(vendor, () => pace.credit(vendor, accepted)),
    putOff: (vendor, because, retryAfterSeconds) =>
      note(vendor, () => pace.pause(vendor, because, retryAfterSeconds)),
  }
}

type Line = {
  readonly waiting: Set<Waiter>
  isServed: boolean
  /** When the next may leave by what has left here, however late that was. */
  nextAt: number
}

type Waiter = { readonly deadline: Date; readonly settle: (entry: Entry) => void }

/** Lets those through who have waited longest, each in his moment and none early; somebody may have left meanwhile. */
async function release(line: Line, turns: Turns, halt: AbortSignal): Promise<void> {
  const begun = performance.now()
  for (let turn = 0; turn < turns.granted; turn++) {
    const at = begun + turns.firstMilliseconds + turn * turns.spacingMilliseconds
    const left = Math.max(at, line.nextAt) - performance.now()
    if (left > 0) await rest(left, halt)
    const [first] = line.waiting
    if (halt.aborted || first === undefined) return
    line.nextAt = performance.now() + turns.spacingMilliseconds
    first.settle({ outcome: 'open' })
  }
}

/** Those whose time is over, where it is the vendor that kept them waiting. */
function dismiss(waiting: ReadonlySet<Waiter>, { isStopped, trouble }: Turns, now: Date): void {
  if (isStopped || trouble === null) return
  for (const waiter of waiting) {
    if (waiter.deadline <= now) waiter.settle({ outcome: 'closed', because: trouble })
  }
}

const rest = (milliseconds: number, halt: AbortSignal): Promise<void> =>
  pause(Math.ceil(milliseconds), undefined, { signal: halt }).catch(() => undefined)
