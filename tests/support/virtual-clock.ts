import { setImmediate as turn } from 'node:timers/promises'
import type { LookClock } from '../../src/pipeline/looks/look-clock.ts'

type Alarm = { readonly at: number; readonly ring: () => void }

const earliest = (alarms: Iterable<Alarm>): Alarm | undefined => {
  let found: Alarm | undefined
  for (const alarm of alarms) if (found === undefined || alarm.at < found.at) found = alarm
  return found
}

export type VirtualClock = LookClock & {
  /** Lets so much time pass: whatever is due rings in its order, and what it sets off settles before time goes on. */
  advance(milliseconds: number): Promise<void>
}

/** Time that passes only when a test says so. */
export function virtualClock(): VirtualClock {
  let now = 0
  const alarms = new Set<Alarm>()
  return {
    now: () => now,
    after(milliseconds, ring) {
      const alarm = { at: now + milliseconds, ring }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    async advance(milliseconds) {
      const end = now + milliseconds
      await turn()
      for (let next = earliest(alarms); next !== undefined && next.at <= end; next = earliest(alarms)) {
        alarms.delete(next)
        now = Math.max(now, next.at)
        next.ring()
        await turn()
      }
      now = end
    },
  }
}

/** Time that lets nobody wait: what is waited for comes as soon as there is nothing else to do. */
export function hurriedClock(): LookClock {
  let now = 0
  const alarms = new Set<Alarm>()
  const ringNext = (): void => {
    const next = earliest(alarms)
    if (next === undefined) return
    alarms.delete(next)
    now = Math.max(now, next.at)
    next.ring()
  }
  return {
    now: () => now,
    after(milliseconds, ring) {
      const alarm = { at: now + milliseconds, ring }
      alarms.add(alarm)
      setImmediate(ringNext)
      return () => alarms.delete(alarm)
    },
  }
}
