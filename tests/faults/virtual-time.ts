import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers'
import promises from 'node:timers/promises'
import { whenAlive } from './life.ts'

/**
 * A time of our own for everything in this Node process: it stands still while anybody works, and jumps to the next
 * timer as soon as nobody does. A quarantine of two minutes takes milliseconds, and whatever waits, by whichever
 * timer, waits for as long as it would outside. PostgreSQL is told of every jump (arena.ts).
 */
export type VirtualTime = {
  now(): number
  /** Time stands still from now until the returned function is called. */
  hold(): () => void
  /** Rejects after so many seconds of the world outside, unless the work is done. */
  withinReal<Result>(seconds: number, work: Promise<Result>): Promise<Result>
  /** Forgets every timer: those of a run that is over. */
  forgetTimers(): void
  /** Gives the real timers back. */
  uninstall(): Promise<void>
}

type Timer = {
  readonly work: () => void
  readonly everyMilliseconds: number | null
  dueAt: number
  readonly number: number
}

/** How often nobody may be busy in a row, a turn of the event loop each, before time goes on. */
const quietTurns = 3

/** Long waits end on the tick, together: every jump costs a statement, and nobody can tell. */
const tickMilliseconds = 1000

export function installVirtualTime(jumped: (now: number) => Promise<void>): VirtualTime {
  const real = {
    Date,
    setImmediate,
    ...pick(globalThis),
    pause: promises.setTimeout,
  }
  let now = real.Date.now()
  let busy = 0
  let numbers = 0
  const end = new AbortController()
  const waiting = new Set<Timer>()
  let wake = (): void => undefined

  const dueIn = (delay: number): number => {
    const dueAt = now + delay
    return delay < tickMilliseconds ? dueAt : Math.ceil(dueAt / tickMilliseconds) * tickMilliseconds
  }
  const add = (work: () => void, milliseconds: number, isRepeated: boolean): Handle => {
    const delay = Math.max(1, milliseconds)
    const everyMilliseconds = isRepeated ? delay : null
    const timer: Timer = { work: whenAlive(work), everyMilliseconds, dueAt: dueIn(delay), number: numbers++ }
    waiting.add(timer)
    wake()
    return new Handle(timer, (again) => {
      waiting.delete(timer)
      if (!again) return
      timer.dueAt = dueIn(delay)
      waiting.add(timer)
    })
  }
  const clear = (handle: unknown): void => {
    if (handle instanceof Handle) handle.close()
    // Made before our time, or by Node itself.
    else real.clearTimeout(handle as NodeJS.Timeout)
  }

  const turn = (): Promise<void> => new Promise((resolve) => real.setImmediate(resolve))
  const flow = async (): Promise<void> => {
    let quiet = 0
    while (!end.signal.aborted) {
      const next = earliest(waiting)
      if (busy > 0 || next === null) {
        await new Promise<void>((resolve) => (wake = resolve))
        quiet = 0
      } else if (quiet < quietTurns) {
        await turn()
        quiet = busy === 0 ? quiet + 1 : 0
      } else {
        if (next.dueAt > now) {
          now = next.dueAt
          await jumped(now)
        }
        fire(next)
        quiet = 0
      }
    }
  }
  const fire = (timer: Timer): void => {
    if (!waiting.delete(timer)) return
    if (timer.everyMilliseconds !== null) {
      timer.dueAt = dueIn(timer.everyMilliseconds)
      waiting.add(timer)
    }
    timer.work()
  }

  const began = now
  replace(virtualGlobals({ add, clear, now: () => now, RealDate: real.Date }))
  Object.defineProperty(performance, 'now', { configurable: true, value: () => now - began })
  const flowing = flow()
  return {
    now: () => now,
    hold() {
      busy++
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        if (--busy === 0) wake()
      }
    },
    async withinReal(seconds, work) {
      const { promise, reject } = Promise.withResolvers<never>()
      const late = new Error(`a run stood still for ${seconds} s`)
      const timer = real.setTimeout(() => reject(late), seconds * 1000)
      try {
        return await Promise.race([work, promise])
      } finally {
        real.clearTimeout(timer)
      }
    },
    forgetTimers: () => waiting.clear(),
    async uninstall() {
      end.abort()
      wake()
      await flowing
      // What stands behind is the prototype's own.
      Reflect.deleteProperty(performance, 'now')
      replace({
        Date: real.Date,
        setTimeout: real.setTimeout,
        setInterval: real.setInterval,
        clearTimeout: real.clearTimeout,
        clearInterval: real.clearInterval,
        pause: real.pause,
      })
    },
  }
}

/** What `setTimeout` returns, as far as anybody asks. */
class Handle {
  readonly #timer: Timer
  readonly #move: (again: boolean) => void

  constructor(timer: Timer, move: (again: boolean) => void) {
    this.#timer = timer
    this.#move = move
  }
  close(): this {
    this.#move(false)
    return this
  }
  refresh(): this {
    this.#move(true)
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return true
  }
  [Symbol.toPrimitive](): number {
    return this.#timer.number
  }
  [Symbol.dispose](): void {
    this.close()
  }
}

function earliest(timers: ReadonlySet<Timer>): Timer | null {
  let first: Timer | null = null
  for (const timer of timers) {
    if (
      first === null ||
      timer.dueAt < first.dueAt ||
      (timer.dueAt === first.dueAt && timer.number < first.number)
    )
      first = timer
  }
  return first
}

type Globals = {
  readonly Date: DateConstructor
  readonly setTimeout: unknown
  readonly setInterval: unknown
  readonly clearTimeout: unknown
  readonly clearInterval: unknown
  readonly pause: unknown
}

const pick = ({ setTimeout, setInterval, clearTimeout, clearInterval }: typeof globalThis) => ({
  setTimeout,
  setInterval,
  clearTimeout,
  clearInterval,
})

type Means = {
  readonly add: (work: () => void, milliseconds: number, isRepeated: boolean) => Handle
  readonly clear: (handle: unknown) => void
  readonly now: () => number
  readonly RealDate: DateConstructor
}

function virtualGlobals({ add, clear, now, RealDate }: Means): Globals {
  const start =
    (isRepeated: boolean) =>
    (work: (...values: unknown[]) => void, milliseconds = 1, ...values: unknown[]) =>
      add(() => work(...values), milliseconds, isRepeated)
  const pause = (milliseconds = 1, value?: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      const refuse = (): void => reject(new DOMException('The operation was aborted', 'AbortError'))
      if (signal?.aborted === true) return refuse()
      const handle = add(() => resolve(value), milliseconds, false)
      signal?.addEventListener('abort', () => {
        handle.close()
        refuse()
      })
    })
  const VirtualDate = new Proxy(RealDate, {
    construct: (target, values, made) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, made),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  return {
    Date: VirtualDate,
    setTimeout: start(false),
    setInterval: start(true),
    clearTimeout: clear,
    clearInterval: clear,
    pause,
  }
}

/** Globals, `node:timers` and `node:timers/promises` alike, also where they were imported by name before. */
function replace({ pause, ...globals }: Globals): void {
  const { Date: _date, ...functions } = globals
  Object.assign(globalThis, globals)
  Object.assign(timers, functions)
  Object.assign(promises, { setTimeout: pause })
  syncBuiltinESMExports()
}
